using Gongxin.Kernel.Settings;
using Gongxin.Ui.Paper;

namespace Gongxin.Modules.Tests.Ui;

// Goal: a text on paper breaks where readers expect it and loses nothing.
public sealed class TextLinesTests : IDisposable
{
    private readonly PaperFont _font = new(new PlatformSettings { DataFolder = "" });

    public void Dispose() => _font.Dispose();

    // Ten Chinese characters fit a line.
    [Theory]
    [InlineData("经查当事人未按规定明", "经查当事人未按规定明")]
    [InlineData("经查当事人未按规定明码", "经查当事人未按规定明|码")]
    [InlineData("经查当事人未按规定明，罚", "经查当事人未按规定|明，罚")]
    [InlineData("经查当事人未按规定（明码）", "经查当事人未按规定|（明码）")]
    [InlineData("the fine was paid before", "the fine was paid|before")]
    [InlineData("一二三四五六七 English", "一二三四五六七|English")]
    [InlineData("WWWWWWWWWWWWWWWWWWWWWWWW", null)]
    [InlineData("一\n\n二", "一||二")]
    [InlineData("", "")]
    public void A_text_breaks_where_it_may(string text, string? lines)
    {
        using var font = FontOf();
        var broken = TextLines.Of(text, font, (10 * font.Size) + 0.1f);
        if (lines is not null)
        {
            Assert.Equal(lines, string.Join('|', broken));
        }

        Assert.Equal(text.Replace(" ", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal), string.Concat(broken).Replace(" ", "", StringComparison.Ordinal));
        Assert.All(broken, line => Assert.True(font.MeasureText(line) <= (10 * font.Size) + 0.1f, line));
    }

    private SkiaSharp.SKFont FontOf()
    {
        Assert.SkipUnless(_font.IsThere, "This machine has no font with Chinese.");
        return _font.Of(20, isBold: false);
    }
}
