using Gongxin.Catalogue.Datasets;
using Gongxin.Catalogue.Facades.Records;
using Gongxin.Catalogue.Metadata;
using Gongxin.Catalogue.Resources;
using Gongxin.Kernel.Tabular;

namespace Gongxin.Catalogue.Quality;

// What is said of a dataset, how much of it there is, and how it can be had. The bounds are this platform's.
internal static class RecordMetrics
{
    public const int SummaryMin = 20;
    public const long CellsMin = 1000;

    public static IEnumerable<Measured> Of(Dataset dataset, TableSchema schema, ResourceContent? resource, Promise promise)
    {
        var described = schema.Columns.Where(IsDescribed).ToList();
        return
        [
            Measured.Flag("amount.rows", dataset.RowCount > 0),
            Measured.Flag("amount.capacity", dataset.RowCount >= CellsMin || checked(dataset.RowCount * dataset.ColumnCount) >= CellsMin),
            Measured.Flag("record.summary", dataset.Summary.Length >= SummaryMin),
            Measured.Flag("record.provider", dataset.Provider is { Length: > 0 }),
            Measured.Flag("record.domain", dataset.Theme is not null, dataset.Theme),
            Measured.Flag("record.licence", LicenceFacts.Of(dataset.Licence) is { IsOpen: true }, dataset.Licence),
            new Measured("record.columns", described.Count, schema.Columns.Count, NamesOf(schema.Columns.Except(described))),
            Measured.Flag("record.cycle", promise.Cycle is not null),
            Measured.Flag("record.registered", resource is not null),
            promise.OnTimeUntil is { } until ? Measured.Flag("content.timeliness", promise.IsOnTime, Text(until)) : new Measured("content.timeliness", 0, 0),
            Measured.Flag("access.machine-readable", ResourceKind.Downloads.Any()),
            Measured.Flag("access.open-format", ResourceKind.Downloads.Contains(ResourceKind.Csv)),
            Measured.Flag("access.api", ResourceKind.All.Any(k => k.IsApi)),
        ];
    }

    private static bool IsDescribed(ColumnSchema column) =>
        column.Description is { Length: > 0 } || (column.Title is { Length: > 0 } title && title != column.Name);

    private static string? NamesOf(IEnumerable<ColumnSchema> columns)
    {
        var names = string.Join("; ", columns.Select(c => c.Name));
        return names.Length == 0 ? null : names;
    }

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}

// How often a dataset is to be updated, and until when it is on time.
internal readonly record struct Promise(string? Cycle, DateOnly? OnTimeUntil, bool IsOnTime);
