using System.Globalization;
using Gongxin.Kernel.Text;

namespace Gongxin.Catalogue.Resources.Rules;

// Days, numbers and lists of codes as people write them, in forms and in tables.
internal static class WrittenValue
{
    private static readonly string[] DayForms = ["yyyy-M-d", "yyyy/M/d", "yyyy.M.d", "yyyy年M月d日", "yyyyMMdd"];
    private static readonly char[] Between = ['\n', '\r', ',', '，', ';', '；', '、', ' ', '\t'];

    public static DateOnly? Day(string? text, string field, List<ResourceFinding> unreadable)
    {
        if (text is null)
        {
            return null;
        }

        // A spreadsheet's day may come with a time of midnight.
        var plain = NormalForm.HalfWidth(text).Trim();
        plain = plain.EndsWith(" 00:00:00", StringComparison.Ordinal) || plain.EndsWith("T00:00:00", StringComparison.Ordinal) ? plain[..^9] : plain;
        if (DateOnly.TryParseExact(plain, DayForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day;
        }

        unreadable.Add(new ResourceFinding(field, "resource.date-form", Short(text)));
        return null;
    }

    public static int? Number(string? text, string field, List<ResourceFinding> unreadable)
    {
        if (text is null)
        {
            return null;
        }

        if (int.TryParse(NormalForm.HalfWidth(text).Trim(), NumberStyles.AllowLeadingSign | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        unreadable.Add(new ResourceFinding(field, "resource.number-form", Short(text)));
        return null;
    }

    public static bool? Truth(string? text, string field, List<ResourceFinding> unreadable)
    {
        switch (text is null ? null : NormalForm.HalfWidth(text).Trim().ToUpperInvariant())
        {
            case null:
                return null;
            case "是" or "1" or "Y" or "YES" or "TRUE" or "√":
                return true;
            case "否" or "0" or "N" or "NO" or "FALSE" or "×":
                return false;
            default:
                unreadable.Add(new ResourceFinding(field, "resource.truth-form", Short(text!)));
                return null;
        }
    }

    public static IReadOnlyList<string> Codes(string? text) =>
        text is null ? [] : NormalForm.HalfWidth(text).Split(Between, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static string Short(string text) => text.Length <= Kernel.Tabular.Finding.TextMax ? text : text[..Kernel.Tabular.Finding.TextMax];
}
