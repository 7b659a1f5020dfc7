using System.Text;
using Gongxin.Kernel.Text;

namespace Gongxin.Modules.Tests.Text;

public sealed class SimplifiedFormTests
{
    [Theory]
    [InlineData("臺灣省統計資訊網", "台湾省统计资讯网")]
    [InlineData("中華人民共和國國務院辦公廳", "中华人民共和国国务院办公厅")]
    [InlineData("爲衆説裏", "为众说里")]
    [InlineData("ABC 统计 123", "ABC 统计 123")]
    public void Traditional_characters_and_regional_variants_become_simplified(string text, string expected) =>
        Assert.Equal(expected, SimplifiedForm.Of(text));

    [Fact]
    public void Characters_outside_the_basic_plane_are_folded_both_ways()
    {
        Assert.Equal("𠵾", SimplifiedForm.Of("㗲"));
        Assert.Equal("㓆", SimplifiedForm.Of("𠗣"));
        Assert.Equal("𠴛档", SimplifiedForm.Of("𡃕檔"));
    }

    [Fact]
    public void Folding_never_needs_a_second_pass()
    {
        for (var code = 0x3400; code <= 0x323AF; code++)
        {
            if (Rune.IsValid(code))
            {
                var once = SimplifiedForm.Of(new Rune(code));
                Assert.Equal(once, SimplifiedForm.Of(once));
            }
        }
    }

    [Fact]
    public void The_characters_of_gb2312_that_are_simplified_already_stay()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var gb2312 = Encoding.GetEncoding(936);
        var moved = new StringBuilder();
        for (var row = 0xB0; row <= 0xD7; row++)
        {
            for (var cell = 0xA1; cell <= 0xFE; cell++)
            {
                var character = gb2312.GetString([(byte)row, (byte)cell]);
                moved.Append(SimplifiedForm.Of(character) == character ? "" : character);
            }
        }

        // Level 1 of GB 2312 holds the 3,755 most common characters; these few are common in two senses.
        Assert.Equal("乾", moved.ToString());
    }
}
