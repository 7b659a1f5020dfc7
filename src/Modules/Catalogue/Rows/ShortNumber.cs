using System.Globalization;
using Gongxin.Ui.Words;

namespace Gongxin.Catalogue.Rows;

// A number for the end of an axis: four figures and a unit of the reader's language (1.054 万亿, 105.4 T).
internal static class ShortNumber
{
    private static readonly (double Size, string Name)[] Chinese = [(1e12, " 万亿"), (1e8, " 亿"), (1e4, " 万")];
    private static readonly (double Size, string Name)[] English = [(1e12, " T"), (1e9, " B"), (1e6, " M"), (1e3, " K")];

    // Texts that are no numbers (dates) stay as they are.
    public static string Of(string text)
    {
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || !double.IsFinite(value))
        {
            return text;
        }

        var (size, name) = Array.Find(Search.DatasetSearch.InEnglish ? English : Chinese, u => Math.Abs(value) >= u.Size);
        return size == 0 || Math.Abs(value) < 10_000 ? Format.Number(Rounded(value)) : Format.Number(Rounded(value / size)) + name;
    }

    private static double Rounded(double value) => Math.Round(value, Math.Abs(value) >= 1000 ? 0 : Math.Abs(value) >= 1 ? 2 : 6);
}
