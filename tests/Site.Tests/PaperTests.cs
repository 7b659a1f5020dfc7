using Gongxin.Kernel.Settings;
using Gongxin.Ui.Paper;

namespace Gongxin.Site.Tests;

// Goal: a paper loses nothing from one sheet to the next.
public sealed class PaperTests
{
    [Fact]
    public void What_does_not_fit_goes_to_the_next_sheet_and_nothing_is_lost()
    {
        using var font = new PaperFont(new PlatformSettings { DataFolder = "" });
        using var paper = new PaperWriter(font, new("Paper", "Author", "foot", "water", DateTime.UnixEpoch));
        paper.Title("Paper");
        for (var i = 0; i < 100; i++)
        {
            paper.Entry($"entry-{i:000}", [("key", $"value-{i:000}"), ("words", string.Join(' ', Enumerable.Repeat("word", 60)))]);
        }

        var sheets = PdfText.SheetsOf(paper.Finish());
        Assert.InRange(sheets.Count, 10, 30);
        Assert.All(sheets.Index(), sheet => Assert.Contains($"{sheet.Index + 1} / {sheets.Count}", sheet.Item));
        Assert.All(sheets, sheet => Assert.DoesNotContain("water", sheet));
        var all = string.Concat(sheets);
        Assert.All(Enumerable.Range(0, 100), i => Assert.Contains($"entry-{i:000}", all));
        Assert.All(Enumerable.Range(0, 100), i => Assert.Contains($"value-{i:000}", all));
    }

    [Fact]
    public void A_font_that_is_not_there_is_none()
    {
        using var font = new PaperFont(new PlatformSettings { DataFolder = "", PdfFont = "/nowhere/font.ttc#2" });
        Assert.False(font.IsThere);
    }
}
