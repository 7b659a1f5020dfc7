using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;
using Xunit;

namespace Gongxin.Architecture.Tests;

// Rule 2: which module uses which folder of Contracts equals the table in ARCHITECTURE.md.
public sealed partial class ContractUseTests
{
    [Fact]
    public void The_table_of_who_uses_which_contracts_is_true() =>
        Assert.Equal(Written(Repository.Read("ARCHITECTURE.md")), Assemblies.Modules.SelectMany(m => Used(m).Select(c => (Assemblies.NameOf(m), c))).Order());

    [Fact]
    public void The_rule_reads_the_table_and_the_metadata()
    {
        Assert.Equal([("Portal", "Cases"), ("Portal", "Market")], Written("<!-- contracts -->\n| Portal | Cases, Market |\n<!-- /contracts -->"));
        Assert.Contains("Datastore", Used(Assembly.Load("Gongxin.Catalogue")));
    }

    private static IEnumerable<(string Module, string Contract)> Written(string map)
    {
        var table = Table().Match(map);
        Assert.True(table.Success, "ARCHITECTURE.md has no table between <!-- contracts --> and <!-- /contracts -->.");
        return Row().Matches(table.Groups["rows"].Value)
            .SelectMany(row => row.Groups["contracts"].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Where(c => c != "—").Select(c => (row.Groups["module"].Value, c)))
            .Where(pair => pair.Item1 != "Module").Order().ToList();
    }

    private static IEnumerable<string> Used(Assembly module)
    {
        using var file = new PEReader(File.OpenRead(module.Location));
        var metadata = file.GetMetadataReader();
        return metadata.TypeReferences.Select(metadata.GetTypeReference)
            .Select(t => metadata.GetString(t.Namespace))
            .Where(n => n.StartsWith("Gongxin.Contracts.", StringComparison.Ordinal))
            .Select(n => n.Split('.')[2]).Distinct().ToList();
    }

    [GeneratedRegex("<!-- contracts -->(?<rows>.*?)<!-- /contracts -->", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Table();

    [GeneratedRegex(@"^\| (?<module>[A-Z]\w+) \| (?<contracts>[^|]+) \|", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Row();
}
