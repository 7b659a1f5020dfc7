using Gongxin.Kernel.Text;

namespace Gongxin.Modules.Tests.Text;

public sealed class TypingTests
{
    [Theory]
    [InlineData("xingzhengchufa", "xing zheng chu fa")]
    [InlineData("xian", "xian|xi an")]
    [InlineData("xingzhe", "xing zhe")]
    [InlineData("fangan", "fang an|fan gan")]
    [InlineData("shanghaib", "shang hai b")]
    [InlineData("xzcf", "")]
    [InlineData("gb4754", "")]
    [InlineData("", "")]
    public void Letters_are_read_as_syllables(string letters, string readings)
    {
        var read = PinyinTyping.Read(letters).Select(r => string.Join(' ', r)).ToList();
        Assert.All(readings.Split('|', StringSplitOptions.RemoveEmptyEntries), reading => Assert.Contains(reading, read));
        Assert.Equal(readings.Length == 0, read.Count == 0);
        Assert.InRange(read.Count, 0, PinyinTyping.ReadingsMax);
    }

    [Fact]
    public void A_word_that_can_be_read_in_a_thousand_ways_is_read_at_once() =>
        Assert.InRange(PinyinTyping.Read(string.Concat(Enumerable.Repeat("xian", 15))).Count, 1, PinyinTyping.ReadingsMax);

    [Theory]
    [InlineData("industries", "industry")]
    [InlineData("codes", "code")]
    [InlineData("taxes", "tax")]
    [InlineData("branches", "branch")]
    [InlineData("status", "status")]
    [InlineData("analysis", "analysis")]
    [InlineData("class", "class")]
    [InlineData("gas", "gas")]
    [InlineData("x2s", "x2s")]
    public void Plurals_are_folded(string word, string folded) => Assert.Equal(folded, EnglishWord.Fold(word));
}
