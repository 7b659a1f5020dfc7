using Gongxin.Kernel.Data;

namespace Gongxin.Catalogue.Datasets;

internal sealed record VersionPublished(Guid DatasetId, int Number) : IAnnouncement;
