using Gongxin.Catalogue.Entries;
using Gongxin.Catalogue.Search;
using Gongxin.Catalogue.Submissions;
using Gongxin.Catalogue.Versions;
using Gongxin.Catalogue.Versions.Withdrawals;
using Gongxin.Contracts.Datastore;

namespace Gongxin.Catalogue.Datasets;

// One dataset with its newest version: what the API and its page show.
public sealed record DatasetView
{
    public required string Slug { get; init; }
    public required string Title { get; init; }
    public string? TitleEn { get; init; }
    public required string Summary { get; init; }
    public string? SummaryEn { get; init; }
    public string? Theme { get; init; }
    public string? ThemeName { get; init; }
    public string? Provider { get; init; }
    public string? ProviderEn { get; init; }
    public string? Licence { get; init; }
    public string? Source { get; init; }

    // Code of the list update-cycles that the dataset itself declares.
    public string? UpdateCycle { get; init; }

    public required CoverageView Coverage { get; init; }
    public string? Rights { get; init; }

    // Slug of the series that it is in, and what tells it from the others there.
    public string? Series { get; init; }
    public string? SeriesPlace { get; init; }

    // published, emptied (every version was withdrawn; a corrected one may follow) or withdrawn.
    public required string State { get; init; }
    public WithdrawalView? Withdrawal { get; init; }

    // The newest version; of a dataset that is not published, the last one there was.
    public required int Version { get; init; }
    public required long Rows { get; init; }
    public required DateTime CreatedAt { get; init; }
    public required DateTime PublishedAt { get; init; }
    public required DateTime ModifiedAt { get; init; }
    public required IReadOnlyList<ColumnView> Columns { get; init; }

    internal string TitleHere() => DatasetSearch.InEnglish ? TitleEn ?? Title : Title;

    internal string SummaryHere() => DatasetSearch.InEnglish ? SummaryEn ?? Summary : Summary;

    internal string? ProviderHere() => DatasetSearch.InEnglish ? ProviderEn ?? Provider : Provider;

    internal static DatasetView Of(Dataset dataset, DatasetVersion version, WithdrawalView? withdrawal, Regions regions, string? series) => new()
    {
        Coverage = CoverageView.Of(dataset, version, regions),
        Rights = dataset.Rights,
        Series = series,
        SeriesPlace = dataset.SeriesPlace,
        Slug = dataset.Slug,
        Title = dataset.Title,
        TitleEn = dataset.TitleEn,
        Summary = dataset.Summary,
        SummaryEn = dataset.SummaryEn,
        Theme = dataset.Theme,
        ThemeName = Themes.NameOf(dataset.Theme),
        Provider = dataset.Provider,
        ProviderEn = dataset.ProviderEn,
        Licence = dataset.Licence,
        Source = dataset.Source,
        UpdateCycle = dataset.UpdateCycle,
        State = System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(dataset.State.ToString()),
        Withdrawal = withdrawal,
        Version = version.Number,
        Rows = version.RowsLoaded,
        CreatedAt = dataset.CreatedAt,
        PublishedAt = version.PublishedAt,
        ModifiedAt = dataset.ModifiedAt,
        Columns = ColumnView.Of(version.Schema),
    };
}

// A column in the dictionary: the schema's own record with its type as API users write it.
public sealed record ColumnView(string Name, string Type, string? Title, string? Description, string? Unit, bool Required, int? Precision, int? Scale)
{
    internal static IReadOnlyList<ColumnView> Of(Kernel.Tabular.TableSchema schema) =>
        [.. schema.Columns.Select(c => new ColumnView(
            c.Name,
            TypeName(c.Type),
            c.Title,
            c.Description,
            c.Unit,
            c.Required,
            c.Type is Kernel.Tabular.ColumnType.Decimal ? c.Precision : null,
            c.Type is Kernel.Tabular.ColumnType.Decimal ? c.Scale : null))];

    public static string TypeName(Kernel.Tabular.ColumnType type) => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(type.ToString());
}

// A version in a list.
public sealed record VersionItem(
    int Number,
    DateTime PublishedAt,
    long RowsRead,
    long RowsLoaded,
    long RowsRefused,
    long CellsQuarantined,
    string SourceFile,
    string SourceSha256,
    string DataSha256,
    string? Reason,
    int? RestoredFrom,
    WithdrawalView? Withdrawal);

// One version whole: schema, quality, lineage, findings. Of a withdrawn one, quality and findings are left out, because they
// quote the data.
public sealed record VersionView
{
    public required string Dataset { get; init; }
    public required int Number { get; init; }
    public required DateTime PublishedAt { get; init; }
    public string? Reason { get; init; }
    public int? RestoredFrom { get; init; }
    public WithdrawalView? Withdrawal { get; init; }
    public required long RowsRead { get; init; }
    public required long RowsLoaded { get; init; }
    public required long RowsRefused { get; init; }
    public required long CellsQuarantined { get; init; }
    public required IReadOnlyList<ColumnView> Columns { get; init; }
    public required QualityReport Quality { get; init; }
    public required LineageView Lineage { get; init; }
    public required IReadOnlyDictionary<string, long> FindingCounts { get; init; }
    public required IReadOnlyList<FindingView> Findings { get; init; }

    // Number of its entry in the ledger; null for the second until the sequencer has numbered it.
    public long? LedgerEntry { get; init; }

    internal static VersionView Of(string slug, DatasetVersion version, long? ledgerEntry, WithdrawalView? withdrawal) => new()
    {
        Dataset = slug,
        Number = version.Number,
        PublishedAt = version.PublishedAt,
        Reason = version.Reason,
        RestoredFrom = version.RestoredFrom,
        Withdrawal = withdrawal,
        RowsRead = version.RowsRead,
        RowsLoaded = version.RowsLoaded,
        RowsRefused = version.RowsRefused,
        CellsQuarantined = version.CellsQuarantined,
        Columns = ColumnView.Of(version.Schema),
        Quality = withdrawal is null ? version.Quality : new QualityReport([]),
        Lineage = new LineageView(
            version.SubmissionId.Value, version.SourceFile, version.SourceTable, version.SourceFormat, version.SourceEncoding,
            version.SourceSha256, version.DataSha256, version.DataBytes, version.PublishedBy),
        FindingCounts = version.FindingCounts,
        Findings = withdrawal is null ? FindingView.Of(version.Findings) : [],
        LedgerEntry = ledgerEntry,
    };
}

public sealed record LineageView(
    Guid Submission, string File, string Table, string Format, string? Encoding, string Sha256, string DataSha256, long DataBytes, string PublishedBy);
