using Gongxin.Contracts.Datastore;
using Gongxin.Kernel.Tabular;

namespace Gongxin.Datastore.Charts;

// Which step of time an axis has: the one asked for, or the finest that the column knows, unless it would have too many places.
internal static class TimeSteps
{
    private const double DaysPerYear = 365.2425;

    public static ChartGrain Choose(ColumnType type, ChartGrain? wish, TimeSpan span)
    {
        var finest = type switch
        {
            ColumnType.DateTime => ChartGrain.Hour,
            ColumnType.Date => ChartGrain.Day,
            ColumnType.YearMonth => ChartGrain.Month,
            _ => ChartGrain.Year,
        };
        var grain = wish is { } asked && asked > finest ? asked : finest;
        while (grain < ChartGrain.Year && Places(grain, span) > ChartQuery.PlacesMax)
        {
            grain++;
        }

        return grain;
    }

    public static ColumnType TypeOf(ChartGrain grain) => grain switch
    {
        ChartGrain.Hour => ColumnType.DateTime,
        ChartGrain.Day => ColumnType.Date,
        ChartGrain.Month or ChartGrain.Quarter => ColumnType.YearMonth,
        _ => ColumnType.Year,
    };

    // 2024-Q1; every other step is written as its type is.
    public static string? Written(ChartGrain? grain, string? text) => grain is ChartGrain.Quarter && text is { Length: 7 }
        ? $"{text[..4]}-Q{(int.Parse(text.AsSpan(5), System.Globalization.CultureInfo.InvariantCulture) + 2) / 3}"
        : text;

    // At most: both ends count.
    private static double Places(ChartGrain grain, TimeSpan span) => 1 + (grain switch
    {
        ChartGrain.Hour => span.TotalHours,
        ChartGrain.Day => span.TotalDays,
        ChartGrain.Month => span.TotalDays / DaysPerYear * 12,
        ChartGrain.Quarter => span.TotalDays / DaysPerYear * 4,
        _ => span.TotalDays / DaysPerYear,
    });
}
