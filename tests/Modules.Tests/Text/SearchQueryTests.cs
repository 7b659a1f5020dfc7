using Gongxin.Kernel.Text;

namespace Gongxin.Modules.Tests.Text;

public sealed class SearchQueryTests
{
    [Theory]
    [InlineData("统计局", "\"统计\" AND \"计局\"", "'统计' & '计局'")]
    [InlineData("统", "\"统\"*", "'统':*")]
    [InlineData("GB 4754", "\"gb\"* AND \"4754\"*", "'gb':* & '4754':*")]
    [InlineData("A 农业", "\"a\" AND \"农业\"", "'a' & '农业'")]
    [InlineData("“国家统计”", "\"国家 家统 统计\"", "('国家' <-> '家统' <-> '统计')")]
    [InlineData("\"GB/T 4754\"", "\"gb t 4754\"", "('gb' <-> 't' <-> '4754')")]
    [InlineData("\"2017 年\"", "\"2017 年\"*", "('2017' <-> '年':*)")]
    [InlineData("\"未关闭", "\"未关\" AND \"关闭\"", "'未关' & '关闭'")]
    [InlineData("农业 農業", "\"农业\"", "'农业'")]
    [InlineData(" …… ", "", "")]
    [InlineData(null, "", "")]
    public void A_query_is_the_same_question_in_both_languages(string? typed, string fts5, string tsQuery)
    {
        var query = SearchQuery.Parse(typed);

        Assert.Equal(fts5, query.ToFts5());
        Assert.Equal(tsQuery, query.ToTsQuery());
        Assert.Equal(fts5.Length == 0, query.IsEmpty);
    }

    [Fact]
    public void A_query_is_bounded_and_says_when_it_was_cut()
    {
        var distinct = string.Concat(Enumerable.Range(0, 60).Select(i => (char)(0x4E00 + i)));

        Assert.True(SearchQuery.Parse(distinct).IsCut);
        Assert.Equal(SearchQuery.PartsMax, SearchQuery.Parse(distinct).Parts.Count);
        Assert.True(SearchQuery.Parse(new string('a', SearchQuery.LengthMax + 1)).IsCut);
        Assert.False(SearchQuery.Parse("国家统计局").IsCut);
    }
}
