using Gongxin.Kernel.Text;

namespace Gongxin.Modules.Tests.Text;

public sealed class NormalFormTests
{
    [Theory]
    [InlineData("９１３５０１００Ｍ０００１００Ｙ４３", "91350100M000100Y43")]
    [InlineData("２０２４－０３－０１　１２：３０", "2024-03-01 12:30")]
    [InlineData("信用中国（浙江杭州）", "信用中国(浙江杭州)")]
    [InlineData("３月①日、㎡", "3月①日、㎡")]
    public void Half_width_changes_full_width_ascii_and_nothing_else(string text, string expected) =>
        Assert.Equal(expected, NormalForm.HalfWidth(text));

    [Theory]
    [InlineData("㎡ ① ㍿ Ⅳ ﹙甲﹚", "m2 1 株式会社 IV (甲)")]
    [InlineData("  国务院\t办公厅\r\n 文件 ", "国务院 办公厅 文件")]
    [InlineData("零\u200B宽\uFEFF字\u00AD符", "零宽字符")]
    [InlineData("\uF900\uF9D1", "\u8C48\u516D")]
    [InlineData("ｶﾞｽ", "ガス")]
    [InlineData("a\0b", "a b")]
    [InlineData("\u00A8x", "\u0308x")]
    [InlineData("", "")]
    [InlineData(" ", "")]
    public void Compatible_form_is_nfkc_without_what_cannot_be_seen(string text, string expected) =>
        Assert.Equal(expected, NormalForm.Compatible(text));

    [Fact]
    public void Half_a_surrogate_pair_is_replaced_and_never_throws()
    {
        Assert.Equal("甲\uFFFD乙", NormalForm.Compatible("甲\uD840乙"));
        Assert.Equal("\uFFFD", NormalForm.ForSearch("\uDC0B"));
        Assert.Equal("\uFFFD", NormalForm.Compatible("\uFFFE"));
    }

    [Theory]
    [InlineData("國家統計局", "国家统计局")]
    [InlineData("ＧＢ／Ｔ ４７５４", "gb/t 4754")]
    [InlineData("Étude Ürümqi Łódź", "etude urumqi łodz")]
    [InlineData("İstanbul", "istanbul")]
    public void Search_form_folds_width_case_marks_and_variants(string text, string expected) =>
        Assert.Equal(expected, NormalForm.ForSearch(text));

    [Fact]
    public void What_is_in_normal_form_is_not_copied()
    {
        var name = string.Concat("国家统计局", "2023");

        Assert.Same(name, NormalForm.HalfWidth(name));
        Assert.Same(name, NormalForm.Compatible(name));
        Assert.Same(name, SimplifiedForm.Of(name));
    }

    [Fact]
    public void A_normal_form_of_a_normal_form_is_itself()
    {
        var random = new Random(20240301);
        for (var round = 0; round < 5_000; round++)
        {
            var text = RandomText.Next(random);
            var compatible = NormalForm.Compatible(text);
            var search = NormalForm.ForSearch(text);

            Assert.Equal(compatible, NormalForm.Compatible(compatible));
            Assert.Equal(search, NormalForm.ForSearch(search));
        }
    }
}
