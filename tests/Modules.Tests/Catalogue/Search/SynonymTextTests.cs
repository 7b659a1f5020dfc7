using Gongxin.Catalogue.Search.Synonyms;

namespace Gongxin.Modules.Tests.Catalogue.Search;

public sealed class SynonymTextTests
{
    [Fact]
    public void The_list_that_comes_with_the_program_has_no_fault()
    {
        var (groups, findings) = SynonymText.Read(SynonymText.BuiltIn);
        Assert.Empty(findings);
        Assert.InRange(groups.Count, 50, 500);
    }

    [Fact]
    public void Every_fault_is_told_with_its_line()
    {
        var text = $"税, 赋 # remark\n\n# nothing\nalone\nGDP，gdp\n?, b\n{new string('长', 41)}、c\n{string.Join(',', Enumerable.Range(0, 21))}";
        var (groups, findings) = SynonymText.Read(text);
        Assert.Equal(["税", "赋"], groups[0]);
        Assert.Equal(
            [(4, SynonymFault.Alone), (5, SynonymFault.Repeated), (6, SynonymFault.NoWord), (7, SynonymFault.TooLong), (8, SynonymFault.TooManyWords)],
            findings.Select(f => (f.Line, f.Fault)));
    }
}
