using System.Collections;
using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using Gongxin.Kernel.Errors;
using Gongxin.Kernel.Tabular;
using Microsoft.Extensions.DependencyInjection;

namespace Gongxin.Portal.Docs;

// Every code that an answer can carry, with its text: read from the resources that the modules registered.
public sealed partial class ProblemReads
{
    private readonly ResourceManager[] _texts;

    internal ProblemReads(IServiceProvider services) =>
        _texts = [.. services.GetServices<ProblemTexts.Source>().Select(s => s.Texts).Append(FindingTexts())];

    // Codes in alphabetical order, grouped by what stands before the point.
    public IReadOnlyList<(string Code, string Text)> In(CultureInfo language) =>
        [.. _texts.SelectMany(t => Codes(t, language)).DistinctBy(p => p.Code).OrderBy(p => p.Code, StringComparer.Ordinal)];

    private static ResourceManager FindingTexts() => new("Gongxin.Kernel.Tabular.TabularText", typeof(FindingText).Assembly);

    private static IEnumerable<(string Code, string Text)> Codes(ResourceManager texts, CultureInfo language) =>
        from DictionaryEntry entry in texts.GetResourceSet(CultureInfo.InvariantCulture, createIfNotExists: true, tryParents: true)!
        let code = (string)entry.Key
        where CodeForm().IsMatch(code)
        select (code, Placeholder().Replace(texts.GetString(code, language)!, "…"));

    [GeneratedRegex(@"^[a-z]+(\.[a-z0-9]+(-[a-z0-9]+)*)+$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CodeForm();

    [GeneratedRegex(@"\{\d+\}", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Placeholder();
}
