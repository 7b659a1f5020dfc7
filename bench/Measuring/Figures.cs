using System.Globalization;
using System.Text;

namespace Gongxin.Bench.Measuring;

// The figures of a section, as a Markdown table.
internal sealed class Figures
{
    private readonly List<string[]> _lines = [];

    public void Add(string what, string ours, string baseline = "", double? ratio = null, Bar? bar = null, double? judged = null)
    {
        var value = judged ?? ratio;
        _lines.Add([what, ours, baseline, ratio is { } r ? Number(r) + " ×" : "", bar?.Text ?? "", bar is not null && value is { } v ? bar.Judge(v) : ""]);
    }

    public string ToMarkdown()
    {
        var text = new StringBuilder("| what | ours | baseline | ours ÷ baseline | bar | |\n|---|---:|---:|---:|---|---|\n");
        foreach (var line in _lines)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {string.Join(" | ", line)} |\n");
        }

        return text.ToString();
    }

    public static string Seconds(double seconds) => Number(seconds) + " s";

    public static string Milliseconds(double milliseconds) => Number(milliseconds) + " ms";

    public static string Microseconds(double microseconds) => Number(microseconds) + " µs";

    public static string PerSecond(double rate) => rate.ToString("N0", CultureInfo.InvariantCulture) + "/s";

    public static string Rows(long rows) => rows.ToString("N0", CultureInfo.InvariantCulture) + " rows";

    // Three digits that count.
    public static string Number(double value) => value switch
    {
        >= 100 => value.ToString("N0", CultureInfo.InvariantCulture),
        >= 10 => value.ToString("F1", CultureInfo.InvariantCulture),
        >= 1 => value.ToString("F2", CultureInfo.InvariantCulture),
        _ => value.ToString("F3", CultureInfo.InvariantCulture),
    };
}

// What must hold, by the platform's design. The size that a bar is set for is part of its text.
internal sealed record Bar(string Text, double Limit, bool IsCeiling)
{
    public static Bar AtMost(double limit, string unit) => new($"≤ {Figures.Number(limit)} {unit}", limit, IsCeiling: true);

    public static Bar AtLeast(double limit, string unit) => new($"≥ {Figures.Number(limit)} {unit}", limit, IsCeiling: false);

    public string Judge(double value)
    {
        var over = IsCeiling ? (value / Limit) - 1 : 1 - (value / Limit);
        return over <= 0 ? "met" : string.Create(CultureInfo.InvariantCulture, $"missed by {Math.Ceiling(over * 100):N0} %");
    }
}
