using Gongxin.Catalogue.Search;
using System.Text.Json;
using Gongxin.Catalogue.Datasets;
using Gongxin.Catalogue.Facades.Ckan.Packages;
using Gongxin.Catalogue.Facades.Records;
using Gongxin.Catalogue.Metadata;
using Gongxin.Contracts.Datastore;
using Gongxin.Kernel.Settings;

namespace Gongxin.Catalogue.Facades.Ckan;

// One call of an action: what was given, and where its result is written.
internal sealed record CkanCall(CkanParameters Given, Utf8JsonWriter Result, SiteAddress Site, CkanServices Services, CancellationToken Ct)
{
    public RecordReads Records => Services.Records;
}

internal sealed record CkanServices(RecordReads Records, DatasetReads Reads, DatasetSearch Search, IRowQueries Rows, PlatformSettings Settings)
{
    public required TimeProvider Clock { get; init; }

    public required KnownPackages Packages { get; init; }

    public required KnownWalks Walks { get; init; }
}
