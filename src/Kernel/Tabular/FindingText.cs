using System.Globalization;
using System.Resources;
using System.Text;
using System.Text.RegularExpressions;

namespace Gongxin.Kernel.Tabular;

/// <summary>What a finding says to people: what happened, what it means, what to do.</summary>
public static partial class FindingText
{
    private static readonly ResourceManager Texts = new("Gongxin.Kernel.Tabular.TabularText", typeof(FindingText).Assembly);

    /// <summary>
    /// The message in the given language; the code itself when a text is missing. In a text {row}, {column} and {text} stand for
    /// those of the finding, {0}, {1} … for its arguments; one without a value shows as nothing.
    /// </summary>
    public static string Of(Finding finding, CultureInfo culture) =>
        Texts.GetString(finding.Code, culture) is string text
            ? Placeholder().Replace(text, match => Value(finding, match.Groups["name"].ValueSpan, culture))
            : finding.Code;

    /// <summary>The beginning of a text for a finding, at most <see cref="Finding.TextMax"/> characters, with bad bytes shown as such.</summary>
    public static string Excerpt(ReadOnlySpan<byte> utf8)
    {
        var text = Encoding.UTF8.GetString(utf8[..Math.Min(utf8.Length, Finding.TextMax * 4)]);
        if (text.Length <= Finding.TextMax)
        {
            return text;
        }

        var length = char.IsHighSurrogate(text[Finding.TextMax - 1]) ? Finding.TextMax - 1 : Finding.TextMax;
        return text[..length];
    }

    private static string Value(Finding finding, ReadOnlySpan<char> name, CultureInfo culture) => name switch
    {
        "row" => finding.Row?.ToString(culture) ?? "",
        "column" => finding.Column ?? "",
        "text" => finding.Text ?? "",
        _ => int.TryParse(name, CultureInfo.InvariantCulture, out var at) && at < finding.Args.Length ? finding.Args[at] : "",
    };

    [GeneratedRegex(@"\{(?<name>\w+)\}", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Placeholder();
}
