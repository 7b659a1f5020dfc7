using Gongxin.Catalogue.Versions;
using Gongxin.Contracts.Datastore;

namespace Gongxin.Catalogue.Datasets;

// A dataset with one version whole (the newest, or the newest of a day) and all versions in short: what its page shows, in one
// question. Nothing is stored for a withdrawn one; then the newest may still be had.
public sealed record DatasetOverview(
    DatasetView Dataset, int Latest, VersionView Version, IReadOnlyList<VersionItem> Versions, StoredVersion? Stored);
