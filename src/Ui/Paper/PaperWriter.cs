using System.Globalization;
using System.Text;
using Gongxin.Ui.Words;
using SkiaSharp;

namespace Gongxin.Ui.Paper;

/// <summary>What stands on every sheet of a paper.</summary>
/// <param name="Foot">Left at the foot; the number of the sheet stands on the right.</param>
/// <param name="Watermark">Across the sheet, in light grey; empty for none.</param>
public sealed record PaperFrame(string Title, string Author, string Foot, string Watermark, DateTime MadeAt);

/// <summary>
/// Writes a paper of A4 sheets as PDF, from the top down: what no longer fits goes to the next sheet. Its text can be searched and copied.
/// Whoever needs structure reads the page, which says the same.
/// </summary>
public sealed class PaperWriter : IDisposable
{
    private const float SheetWidth = 595;
    private const float SheetHeight = 842;
    private const float Margin = 56;
    private const float Bottom = SheetHeight - 64;
    private const float TextWidth = SheetWidth - (2 * Margin);
    private const float LineHeight = 1.55f;
    private const float TextSize = 9.5f;
    private const float KeyWidth = 112;
    private const float Indent = 12;

    private static readonly SKColor Ink = new(0x1a, 0x1a, 0x1a);
    private static readonly SKColor Pale = new(0x59, 0x59, 0x59);
    private static readonly SKColor Rule = new(0xc8, 0xc8, 0xc8);
    private static readonly SKColor Water = new(0, 0, 0, 14);

    private readonly PaperFont _font;
    private readonly PaperFrame _frame;
    private readonly List<SKPicture> _sheets = [];
    private SKPictureRecorder _recorder = new();
    private SKCanvas _canvas;
    private float _y = Margin;

    public PaperWriter(PaperFont font, PaperFrame frame)
    {
        (_font, _frame) = (font, frame);
        _canvas = Begin();
    }

    public void Title(string text) => Write(text, 17, isBold: true, Ink, after: 10);

    // A heading stays with what follows it.
    public void Heading(string text)
    {
        _y += 10;
        Require(60);
        Write(text, 12, isBold: true, Ink, after: 4);
    }

    public void Paragraph(string text) => Write(text, TextSize, isBold: false, Ink, after: 4);

    public void Muted(string text) => Write(text, TextSize, isBold: false, Pale, after: 4);

    /// <summary>Words with a line above and below, which nobody may overlook.</summary>
    public void Note(string text)
    {
        DrawRule();
        Write(text, TextSize + 0.5f, isBold: true, Ink, after: 2);
        DrawRule();
        _y += 4;
    }

    /// <summary>An entry of a list: its name, and what is told of it.</summary>
    public void Entry(string name, IEnumerable<(string Key, string Value)> pairs)
    {
        Require(44);
        Write(name, TextSize, isBold: true, Ink, after: 1);
        Pairs(pairs, Indent);
        DrawRule();
    }

    public void Pairs(IEnumerable<(string Key, string Value)> pairs) => Pairs(pairs, 0);

    /// <summary>Pairs on the left and a code for cameras with its caption on the right.</summary>
    public void PairsBeside(IEnumerable<(string Key, string Value)> pairs, string code, string caption)
    {
        const float Side = 96;
        var (top, sheet) = (_y, _sheets.Count);
        DrawCode(code, SheetWidth - Margin - Side, top, Side);
        using var small = _font.Of(7.5f, isBold: false);
        var captionBottom = top + Side + 4;
        foreach (var line in TextLines.Of(caption, small, Side))
        {
            captionBottom += 7.5f * LineHeight;
            Draw(line, SheetWidth - Margin - Side, captionBottom - 3, small, Pale);
        }

        Pairs(pairs, 0, TextWidth - Side - 16);
        _y = sheet == _sheets.Count ? Math.Max(_y, captionBottom + 6) : _y;
    }

    /// <summary>Ends the paper and gives its bytes.</summary>
    public byte[] Finish()
    {
        _sheets.Add(_recorder.EndRecording());
        using var bytes = new MemoryStream();
        using (var paper = SKDocument.CreatePdf(bytes, new SKDocumentPdfMetadata
        {
            Title = _frame.Title,
            Author = _frame.Author,
            Creator = "Gongxin 公信",
            Creation = _frame.MadeAt,
            Modified = _frame.MadeAt,
        }))
        {
            for (var i = 0; i < _sheets.Count; i++)
            {
                _canvas = paper.BeginPage(SheetWidth, SheetHeight);
                DrawFrame(i + 1);
                _canvas.DrawPicture(_sheets[i]);
                paper.EndPage();
            }

            paper.Close();
        }

        return bytes.ToArray();
    }

    public void Dispose()
    {
        _recorder.Dispose();
        _sheets.ForEach(sheet => sheet.Dispose());
    }

    private void Pairs(IEnumerable<(string Key, string Value)> pairs, float left, float width = TextWidth)
    {
        using var font = _font.Of(TextSize, isBold: false);
        foreach (var (key, value) in pairs)
        {
            var keys = TextLines.Of(key, font, KeyWidth - 8);
            var values = TextLines.Of(value, font, width - left - KeyWidth);
            for (var i = 0; i < Math.Max(keys.Count, values.Count); i++)
            {
                NextLine(TextSize);
                Draw(keys.ElementAtOrDefault(i) ?? "", Margin + left, _y, font, Pale);
                Draw(values.ElementAtOrDefault(i) ?? "", Margin + left + KeyWidth, _y, font, Ink);
            }

            _y += 1.5f;
        }

        _y += 3;
    }

    private void Write(string text, float size, bool isBold, SKColor colour, float after)
    {
        using var font = _font.Of(size, isBold);
        foreach (var line in TextLines.Of(text, font, TextWidth))
        {
            NextLine(size);
            Draw(line, Margin, _y, font, colour);
        }

        _y += after;
    }

    // Moves to the base of the next line, on the next sheet where this one is full.
    private void NextLine(float size)
    {
        Require(size * LineHeight);
        _y += size * LineHeight;
    }

    private void Require(float height)
    {
        if (_y + height <= Bottom)
        {
            return;
        }

        _sheets.Add(_recorder.EndRecording());
        _recorder.Dispose();
        _recorder = new();
        _canvas = Begin();
        _y = Margin;
    }

    private SKCanvas Begin() => _recorder.BeginRecording(SKRect.Create(SheetWidth, SheetHeight));

    private void DrawRule()
    {
        Require(6);
        _y += 5;
        using var paint = new SKPaint { Color = Rule, StrokeWidth = 0.6f, IsStroke = true };
        _canvas.DrawLine(Margin, _y, SheetWidth - Margin, _y, paint);
    }

    private void DrawCode(string content, float left, float top, float side)
    {
        var (path, size) = QrPath.Of(content);
        using var code = SKPath.ParseSvgPathData(path)!;
        using var paint = new SKPaint { Color = SKColors.Black };
        _canvas.Save();
        _canvas.Translate(left, top);
        _canvas.Scale(side / size);
        _canvas.DrawPath(code, paint);
        _canvas.Restore();
    }

    private void DrawFrame(int number)
    {
        if (_frame.Watermark.Length > 0)
        {
            using var large = _font.Of(22, isBold: false);
            _canvas.Save();
            _canvas.RotateDegrees(-24);
            var step = large.MeasureText(_frame.Watermark) + 60;

            // As a drawing: who searches or copies gets the text of the paper alone.
            using var mark = large.GetTextPath(_frame.Watermark, SKPoint.Empty);
            using var paint = new SKPaint { Color = Water, IsAntialias = true };
            for (var y = 80f; y < SheetHeight + 320; y += 170)
            {
                for (var x = -360f; x < SheetWidth; x += step)
                {
                    _canvas.Save();
                    _canvas.Translate(x, y);
                    _canvas.DrawPath(mark, paint);
                    _canvas.Restore();
                }
            }

            _canvas.Restore();
        }

        using var small = _font.Of(7.5f, isBold: false);
        var count = string.Create(CultureInfo.InvariantCulture, $"{number} / {_sheets.Count}");
        Draw(TextLines.Of(_frame.Foot, small, TextWidth - 60)[0], Margin, SheetHeight - 36, small, Pale);
        Draw(count, SheetWidth - Margin - small.MeasureText(count), SheetHeight - 36, small, Pale);
    }

    // With the text beside its glyphs: many characters share a glyph with an old form, and copying would give that.
    private void Draw(string text, float x, float y, SKFont font, SKColor colour)
    {
        if (text.Length == 0)
        {
            return;
        }

        var glyphs = font.GetGlyphs(text);
        var widths = font.GetGlyphWidths(text);
        var utf8 = Encoding.UTF8.GetBytes(text);
        var (places, clusters) = (new float[glyphs.Length], new uint[glyphs.Length]);
        var (i, place, cluster) = (0, 0f, 0u);
        foreach (var rune in text.EnumerateRunes())
        {
            (places[i], clusters[i]) = (place, cluster);
            place += widths[i++];
            cluster += (uint)rune.Utf8SequenceLength;
        }

        using var builder = new SKTextBlobBuilder();
        var run = builder.AllocateHorizontalTextRun(font, glyphs.Length, 0, utf8.Length);
        run.SetGlyphs(glyphs);
        run.SetPositions(places);
        run.SetText(utf8);
        run.SetClusters(clusters);
        using var blob = builder.Build()!;
        using var paint = new SKPaint { Color = colour, IsAntialias = true };
        _canvas.DrawText(blob, x, y, paint);
    }
}
