using Gongxin.Contracts.Datastore;

namespace Gongxin.Datastore.Exports;

internal static class ExportFormats
{
    private static readonly Dictionary<ExportFormat, (string Extension, string MediaType)> Known = new()
    {
        [ExportFormat.Csv] = ("csv", "text/csv; charset=utf-8; header=present"),
        [ExportFormat.Json] = ("json", "application/json; charset=utf-8"),
        [ExportFormat.NdJson] = ("ndjson", "application/x-ndjson; charset=utf-8"),
        [ExportFormat.Xml] = ("xml", "application/xml; charset=utf-8"),
        [ExportFormat.Xlsx] = ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        [ExportFormat.Parquet] = ("parquet", "application/vnd.apache.parquet"),
    };

    public static IReadOnlyList<string> Extensions { get; } = [.. Known.Values.Select(k => k.Extension)];

    public static string ExtensionOf(ExportFormat format) => Known[format].Extension;

    public static string MediaTypeOf(ExportFormat format) => Known[format].MediaType;

    public static ExportFormat? FormatOf(string extension)
    {
        foreach (var (format, known) in Known)
        {
            if (string.Equals(known.Extension, extension, StringComparison.OrdinalIgnoreCase))
            {
                return format;
            }
        }

        return null;
    }
}
