using System.Globalization;
using System.Text.RegularExpressions;

namespace Gongxin.Catalogue.Entries;

// Which place and which time data is about. Days are written as exactly as they are known: 2024, 2024-03 or 2024-03-05.
internal sealed partial record Coverage(string? Region, string? From, string? Until)
{
    public const int RegionMax = 6;
    public const int DayMax = 10;

    public static Coverage Unknown { get; } = new(null, null, null);

    // Place and time are declared apart: what was not declared is as it was found in the data.
    public Coverage Or(Coverage found) => From is null && Until is null ? found with { Region = Region ?? found.Region } : this with { Region = Region ?? found.Region };

    public static bool IsDay(string text) =>
        Written().IsMatch(text) && DateOnly.TryParseExact(text + "-01-01"[..(DayMax - text.Length)], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    // A year may end a time that began within it.
    public static bool IsPeriod(string? from, string? until) =>
        from is null || until is null || string.CompareOrdinal(from, until) <= 0 || from.StartsWith(until, StringComparison.Ordinal);

    // Of XSD, by how exactly a day is known.
    public static string TypeOf(string day) => day.Length switch
    {
        4 => "xsd:gYear",
        7 => "xsd:gYearMonth",
        _ => "xsd:date",
    };

    [GeneratedRegex(@"^\d{4}(-\d{2}){0,2}$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Written();
}
