using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Gongxin.Kernel.Settings;
using Xunit;

namespace Gongxin.Architecture.Tests;

// Rules 8 and 9: every refusal is documented, translated and unique; every setting and module is documented; texts are complete.
public sealed partial class DocumentTests
{
    private static readonly string[] Headings = ["## Owns", "## States", "## Invariants"];

    public static TheoryData<string> TextFiles => [.. Repository.Files("src", "*.resx").Where(f => !f.EndsWith(".zh-Hans.resx", StringComparison.Ordinal))];

    public static TheoryData<string> Modules => [.. Repository.Modules];

    [Theory, MemberData(nameof(TextFiles))]
    public void Texts_are_complete_in_both_languages(string file)
    {
        var english = Texts(Repository.Read(file));
        var chinese = Texts(Repository.Read(file.Replace(".resx", ".zh-Hans.resx", StringComparison.Ordinal)));
        Assert.Empty(Differences(english, chinese));
    }

    [Fact]
    public void The_rule_sees_a_missing_text_and_a_lost_placeholder()
    {
        var faults = Differences(new() { ["A"] = "{0} rows", ["B"] = "x" }, new() { ["A"] = "行" }).ToList();
        Assert.Contains(faults, f => f.Contains("B"));
        Assert.Contains(faults, f => f.Contains("{0}"));
    }

    [Fact]
    public void Every_refusal_has_a_text_and_stands_in_the_list_of_problems()
    {
        var codes = Codes().ToList();
        Assert.True(codes.Count > 20);
        var texts = Repository.Files("src", "*.resx").Where(f => !f.Contains(".zh-Hans.")).SelectMany(f => Texts(Repository.Read(f)).Keys).ToHashSet();
        var problems = Repository.Read("docs/problems.md");
        Assert.Empty(codes.Where(c => !texts.Contains(c)).Select(c => $"{c} has no text"));
        Assert.Empty(codes.Where(c => !problems.Contains($"\n## {c}\n", StringComparison.Ordinal)).Select(c => $"{c} has no heading in docs/problems.md"));
    }

    [Fact]
    public void The_rule_finds_the_codes_of_refusals() => Assert.Contains("catalogue.dataset-not-found", Codes());

    [Theory, MemberData(nameof(Modules))]
    public void A_module_explains_itself(string module)
    {
        var readme = Repository.Read($"src/Modules/{module}/README.md");
        Assert.Empty(Headings.Where(h => !readme.Contains(h, StringComparison.Ordinal)).Select(h => $"src/Modules/{module}/README.md lacks \"{h}\""));
    }

    [Fact]
    public void Every_setting_is_documented()
    {
        var settings = typeof(PlatformSettings).GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.CanWrite).Select(p => p.Name).ToList();
        Assert.NotEmpty(settings);
        var text = Repository.Read("docs/settings.md");
        Assert.Empty(settings.Where(s => !text.Contains($"`Gongxin:{s}`", StringComparison.Ordinal)));
    }

    private static IEnumerable<string> Codes() =>
        Repository.Files("src", "*.cs").SelectMany(f => RefusalCode().Matches(Repository.Read(f)).Select(m => m.Groups["code"].Value)).Distinct();

    private static Dictionary<string, string> Texts(string resx) =>
        XDocument.Parse(resx).Root!.Elements("data").ToDictionary(d => (string)d.Attribute("name")!, d => (string)d.Element("value")!);

    private static IEnumerable<string> Differences(Dictionary<string, string> english, Dictionary<string, string> chinese)
    {
        foreach (var key in english.Keys.Except(chinese.Keys).Concat(chinese.Keys.Except(english.Keys)))
        {
            yield return $"{key} is there in one language only";
        }

        foreach (var key in english.Keys.Intersect(chinese.Keys))
        {
            var lost = Placeholders(english[key]).Except(Placeholders(chinese[key])).Concat(Placeholders(chinese[key]).Except(Placeholders(english[key])));
            foreach (var placeholder in lost)
            {
                yield return $"{key}: {placeholder} is there in one language only";
            }
        }
    }

    private static IEnumerable<string> Placeholders(string text) => Placeholder().Matches(text).Select(m => $"{{{m.Groups["n"].Value}}}").Distinct();

    [GeneratedRegex("""(new Refusal\(|Refusal \w+\([^)]*\) => new\()\s*"(?<code>[a-z.-]+)""", RegexOptions.ExplicitCapture)]
    private static partial Regex RefusalCode();

    [GeneratedRegex(@"\{(?<n>\d)[^}]*\}", RegexOptions.ExplicitCapture)]
    private static partial Regex Placeholder();
}
