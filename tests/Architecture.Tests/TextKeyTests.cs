using System.Text.RegularExpressions;
using System.Xml.Linq;
using Xunit;

namespace Gongxin.Architecture.Tests;

// A key that a page asks for stands in the very texts that it asks: what is missing there would be shown as its key.
public sealed partial class TextKeyTests
{
    private const int UsesMin = 2000;

    private static readonly Dictionary<string, HashSet<string>> Texts = Repository.Files("src", "*Text.resx")
        .GroupBy(f => Path.GetFileNameWithoutExtension(f), StringComparer.Ordinal)
        .ToDictionary(g => g.Key, g => g.SelectMany(KeysOf).ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal);

    [Fact]
    public void Pages_ask_for_texts_that_there_are()
    {
        var asked = Repository.Files("src", "*.razor").SelectMany(f => AskedIn(Repository.Read(f)).Select(a => (File: f, a.Type, a.Key))).ToList();
        Assert.True(asked.Count > UsesMin, $"Only {asked.Count} uses of texts were found.");
        Assert.Empty(asked.Where(a => !Texts[a.Type].Contains(a.Key)));
    }

    [Fact]
    public void The_rule_sees_a_key_of_other_texts() =>
        Assert.Equal([("CreditText", "Lists.Title")], AskedIn("@inject IStringLocalizer<CreditText> Text\n<p>@Text[\"Lists.Title\"]</p>"));

    private static IEnumerable<(string Type, string Key)> AskedIn(string razor) =>
        from injected in Injected().Matches(razor)
        from used in Regex.Matches(razor, $@"\b{injected.Groups["name"].Value}\[""(?<key>[^""]+)"" *[\],]", RegexOptions.NonBacktracking)
        select (injected.Groups["type"].Value, used.Groups["key"].Value);

    private static IEnumerable<string> KeysOf(string file) => XDocument.Parse(Repository.Read(file)).Root!.Elements("data").Select(d => d.Attribute("name")!.Value);

    [GeneratedRegex(@"@inject IStringLocalizer<(\w+\.)*(?<type>\w+)> (?<name>\w+)", RegexOptions.ExplicitCapture)]
    private static partial Regex Injected();
}
