using Gongxin.Kernel.Text;

namespace Gongxin.Modules.Tests.Text;

public sealed class SearchTokensTests
{
    [Theory]
    [InlineData("国民经济2017", "国民 民经 经济 济 2017")]
    [InlineData("國民經濟", "国民 民经 经济 济")]
    [InlineData("ＧＢ／Ｔ 4754—2017", "gb t 4754 2017")]
    [InlineData("A0111稻谷", "a0111 稻谷 谷")]
    [InlineData("云", "云")]
    [InlineData("信用中国（浙江）", "信用 用中 中国 国 浙江 江")]
    [InlineData("ひらがなカタ", "ひら らが がな なカ カタ タ")]
    [InlineData("𠀀𠀁𠀂", "𠀀𠀁 𠀁𠀂 𠀂")]
    [InlineData("it's O'Brien's", "it s o brien s")]
    [InlineData("हिन्दी", "हिन्दी")]
    [InlineData("……", "")]
    public void Text_becomes_pairs_and_words(string text, string tokens) =>
        Assert.Equal(tokens, SearchTokens.ForFts5(text));

    [Fact]
    public void A_word_is_cut_at_its_longest_length_and_never_through_a_pair()
    {
        var letters = new string('a', SearchTokens.WordMax - 1) + char.ConvertFromUtf32(0x1D7CE + 50) + "b";
        var rare = new string('a', SearchTokens.WordMax - 1) + char.ConvertFromUtf32(0x10400) + "b";

        Assert.All(SearchTokens.Of(letters + rare), token => Assert.InRange(token.Length, 1, SearchTokens.WordMax));
        Assert.Equal([new string('a', SearchTokens.WordMax - 1)], SearchTokens.Of(rare));
    }

    [Fact]
    public void The_vector_carries_positions_as_far_as_the_engine_holds_them()
    {
        Assert.Equal("'国民':1 '民':2 '2017':3", SearchTokens.ForTsVector("国民2017"));

        var many = SearchTokens.ForTsVector(string.Concat(Enumerable.Repeat("ab ", SearchTokens.PositionMax + 1)));
        Assert.EndsWith($"'ab':{SearchTokens.PositionMax} 'ab'", many, StringComparison.Ordinal);
    }

    [Fact]
    public void Tokens_hold_nothing_that_a_query_language_understands()
    {
        var random = new Random(20240303);
        for (var round = 0; round < 5_000; round++)
        {
            Assert.All(
                SearchTokens.Of(RandomText.Next(random)),
                token => Assert.DoesNotContain(token, unit => unit is '\'' or '"' or '\\' or '*' or ':' or '\0' || char.IsWhiteSpace(unit)));
        }
    }
}
