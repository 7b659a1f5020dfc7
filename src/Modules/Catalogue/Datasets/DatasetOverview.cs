using Gongxin.Catalogue.Versions;
using Gongxin.Contracts.Datastore;

namespace Gongxin.Catalogue.Datasets;

// A dataset with its newest version whole and all versions in short: what its page shows, in one question. Nothing is stored
// for a withdrawn one.
public sealed record DatasetOverview(
    DatasetView Dataset, VersionView Version, IReadOnlyList<VersionItem> Versions, StoredVersion? Stored);
