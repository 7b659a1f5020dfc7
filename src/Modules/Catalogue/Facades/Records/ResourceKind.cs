namespace Gongxin.Catalogue.Facades.Records;

// A way to a dataset's data: a download in one format, or the rows API.
internal sealed record ResourceKind(int Place, string Name, string Format, string MediaType)
{
    // Its name in the EU's list of file types, where it has one.
    public string? Authority => Name is "csv" or "json" or "xml" or "xlsx" ? Format : null;

    public static ResourceKind Csv { get; } = new(1, "csv", "CSV", "text/csv");
    public static ResourceKind Parquet { get; } = new(6, "parquet", "Parquet", "application/vnd.apache.parquet");
    public static ResourceKind Api { get; } = new(7, "api", "API", "application/json");

    // The place is part of ids: it is never given to another kind.
    public static IReadOnlyList<ResourceKind> All { get; } =
    [
        Csv,
        new(2, "json", "JSON", "application/json"),
        new(3, "ndjson", "NDJSON", "application/x-ndjson"),
        new(4, "xml", "XML", "application/xml"),
        new(5, "xlsx", "XLSX", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        Parquet,
        Api,
    ];

    public static IEnumerable<ResourceKind> Downloads => All.Where(kind => !kind.IsApi);

    public bool IsApi => ReferenceEquals(this, Api);

    // The stored file: its size and digest are those of the version.
    public bool IsStored => ReferenceEquals(this, Parquet);

    public string AddressOf(Metadata.SiteAddress site, string slug) => IsApi ? site.Rows(slug) : site.Download(slug, Name);
}
