using System.Globalization;
using Gongxin.Kernel.Errors;

namespace Gongxin.Collection.Submissions;

// Findings in the reader's language, with what was explained.
internal static class FindingTexts
{
    public static IReadOnlyList<FindingView> Of(IEnumerable<FormFinding> findings, IEnumerable<Explanation> explanations, ProblemTexts texts)
    {
        var explained = explanations.Where(e => !string.IsNullOrWhiteSpace(e.Text)).GroupBy(e => e.Finding, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Last().Text, StringComparer.Ordinal);
        var culture = CultureInfo.CurrentUICulture;
        return [.. findings.Select(f => new FindingView(
            f.Code, f.Key, f.Grade, f.Sheet, f.Row, f.ListRow, f.Column, f.Text?.In(culture) ?? texts.Of(f.Code, f.Args, culture), explained.GetValueOrDefault(f.Key)))];
    }
}
