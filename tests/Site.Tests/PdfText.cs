using System.Text;
using UglyToad.PdfPig;

namespace Gongxin.Site.Tests;

// The text of a PDF, sheet by sheet. Some characters share a glyph with an old form; the paper tells the right one beside it, where this
// reader does not look.
internal static class PdfText
{
    public static List<string> SheetsOf(byte[] pdf)
    {
        using var paper = PdfDocument.Open(pdf);
        return [.. paper.GetPages().Select(p => p.Text.Normalize(NormalizationForm.FormKC))];
    }
}
