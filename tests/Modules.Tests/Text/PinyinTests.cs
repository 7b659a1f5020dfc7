using System.Text;
using Gongxin.Kernel.Text;

namespace Gongxin.Modules.Tests.Text;

public sealed class PinyinTests
{
    [Theory]
    [InlineData("国家统计局", "guo jia tong ji ju", "gjtjj")]
    [InlineData("中国工商银行重庆市分行", "zhong guo gong shang yin hang chong qing shi fen hang", "zggsyhcqsfh")]
    [InlineData("行政许可", "xing zheng xu ke", "xzxk")]
    [InlineData("行业协会", "hang ye xie hui", "hyxh")]
    [InlineData("会计师", "kuai ji shi", "kjs")]
    [InlineData("乐清市市长", "yue qing shi shi zhang", "yqssz")]
    [InlineData("绿色旅游", "lv se lv you", "lsly")]
    [InlineData("二〇二四", "er ling er si", "eles")]
    public void Readings_follow_the_character_and_the_word(string text, string reading, string initials)
    {
        Assert.Equal(reading, Pinyin.Of(text));
        Assert.Equal(reading.Replace(" ", "", StringComparison.Ordinal), Pinyin.Full(text));
        Assert.Equal(initials, Pinyin.Initials(text));
    }

    [Fact]
    public void Traditional_text_reads_as_simplified_text() =>
        Assert.Equal(Pinyin.Of("中国银行厦门分行"), Pinyin.Of("中國銀行廈門分行"));

    [Theory]
    [InlineData("上海 ABC（银行）", "shang hai abc yin hang")]
    [InlineData("３Ｄ打印", "3d da yin")]
    [InlineData("GB/T 4754", "gb t 4754")]
    [InlineData("！？", "")]
    [InlineData("", "")]
    public void Other_letters_and_figures_stay_as_words(string text, string expected) =>
        Assert.Equal(expected, Pinyin.Of(text));

    [Fact]
    public void Every_character_of_gb2312_has_a_reading()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var gb2312 = Encoding.GetEncoding(936);
        var silent = new List<string>();
        for (var row = 0xB0; row <= 0xF7; row++)
        {
            for (var cell = 0xA1; cell <= (row == 0xD7 ? 0xF9 : 0xFE); cell++)
            {
                var character = gb2312.GetString([(byte)row, (byte)cell]);
                if (Pinyin.Of(character.EnumerateRunes().First()) is null)
                {
                    silent.Add(character);
                }
            }
        }

        Assert.Empty(silent);
    }

    [Fact]
    public void Any_text_can_be_read()
    {
        var random = new Random(20240302);
        for (var round = 0; round < 2_000; round++)
        {
            var text = RandomText.Next(random);

            Assert.Equal(Pinyin.Full(text), Pinyin.Of(text).Replace(" ", "", StringComparison.Ordinal));
        }
    }
}
