using Gongxin.Kernel.Data;

namespace Gongxin.Catalogue.Datasets;

internal sealed record VersionPublished(Guid DatasetId, int Number) : IAnnouncement;

internal sealed record VersionWithdrawn(Guid DatasetId, int Number) : IAnnouncement;

// Nothing of the dataset can be had any more: it was withdrawn as a whole, or its last version was.
internal sealed record DatasetWithdrawn(Guid DatasetId) : IAnnouncement;
