using System.Globalization;
using Gongxin.Contracts.Datastore;

namespace Gongxin.Catalogue.Charts;

// Every step of time from one to another, as figures write them: 2024, 2024-Q1, 2024-03, 2024-03-31.
internal static class TimePlaces
{
    public static IEnumerable<string> Between(string first, string last, ChartGrain grain)
    {
        if (DayOf(first, grain) is not { } from || DayOf(last, grain) is not { } to)
        {
            yield break;
        }

        for (var day = from; day <= to; day = Next(day, grain))
        {
            yield return Written(day, grain);
            if (day.Year == DateOnly.MaxValue.Year)
            {
                yield break;
            }
        }
    }

    private static DateOnly? DayOf(string text, ChartGrain grain)
    {
        var written = grain switch
        {
            ChartGrain.Year => text + "-01-01",
            ChartGrain.Quarter when text.Length == 7 && text[6] is >= '1' and <= '4' => string.Create(CultureInfo.InvariantCulture, $"{text[..4]}-{(text[6] - '1') * 3 + 1:00}-01"),
            ChartGrain.Month => text + "-01",
            _ => text,
        };
        return DateOnly.TryParseExact(written, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
    }

    private static DateOnly Next(DateOnly day, ChartGrain grain) => grain switch
    {
        ChartGrain.Year => day.AddYears(1),
        ChartGrain.Quarter => day.AddMonths(3),
        ChartGrain.Month => day.AddMonths(1),
        _ => day.AddDays(1),
    };

    private static string Written(DateOnly day, ChartGrain grain) => grain switch
    {
        ChartGrain.Year => day.ToString("yyyy", CultureInfo.InvariantCulture),
        ChartGrain.Quarter => string.Create(CultureInfo.InvariantCulture, $"{day.Year:0000}-Q{(day.Month + 2) / 3}"),
        ChartGrain.Month => day.ToString("yyyy-MM", CultureInfo.InvariantCulture),
        _ => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
    };
}
