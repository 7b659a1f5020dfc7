using Gongxin.Kernel.Settings;
using SkiaSharp;

namespace Gongxin.Ui.Paper;

/// <summary>
/// The font of papers (PDF), which go to readers with the letters that they need. It is the one that the operator names, or the first
/// with Chinese of those that systems keep; without one there are no papers.
/// </summary>
public sealed class PaperFont : IDisposable
{
    // File, place in the file, and the file of the bold face where there is one.
    private static readonly (string File, int Place, string? Bold)[] Usual =
    [
        ("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc", 2, "/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc"),
        ("/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc", 2, "/usr/share/fonts/noto-cjk/NotoSansCJK-Bold.ttc"),
        ("/usr/share/fonts/google-noto-cjk/NotoSansCJK-Regular.ttc", 2, "/usr/share/fonts/google-noto-cjk/NotoSansCJK-Bold.ttc"),
        ("/usr/share/fonts/truetype/wqy/wqy-microhei.ttc", 0, null),
        ("/usr/share/fonts/wqy-microhei/wqy-microhei.ttc", 0, null),
        ("C:/Windows/Fonts/msyh.ttc", 0, "C:/Windows/Fonts/msyhbd.ttc"),
        ("C:/Windows/Fonts/simsun.ttc", 0, null),
        ("/System/Library/Fonts/STHeiti Light.ttc", 0, "/System/Library/Fonts/STHeiti Medium.ttc"),
    ];

    private readonly Lazy<(SKTypeface Plain, SKTypeface? Bold)?> _faces;

    public PaperFont(PlatformSettings settings) => _faces = new(() => settings.PdfFont.Length > 0 ? Named(settings.PdfFont) : Found());

    /// <summary>False when no papers can be made here.</summary>
    public bool IsThere => _faces.Value is not null;

    internal SKFont Of(float size, bool isBold)
    {
        var (plain, bold) = _faces.Value ?? throw new InvalidOperationException("There is no font for papers.");
        return isBold && bold is not null
            ? new SKFont(bold, size) { Subpixel = true }
            : new SKFont(plain, size) { Subpixel = true, Embolden = isBold };
    }

    public void Dispose()
    {
        if (_faces is { IsValueCreated: true, Value: { } faces })
        {
            faces.Plain.Dispose();
            faces.Bold?.Dispose();
        }
    }

    // FILE or FILE#PLACE, where a file holds several.
    private static (SKTypeface Plain, SKTypeface? Bold)? Named(string setting)
    {
        var mark = setting.LastIndexOf('#');
        var place = 0;
        var file = mark > 0 && int.TryParse(setting.AsSpan(mark + 1), out place) ? setting[..mark] : setting;
        return Open(file, place) is { } plain ? (plain, null) : null;
    }

    private static (SKTypeface Plain, SKTypeface? Bold)? Found()
    {
        foreach (var (file, place, bold) in Usual)
        {
            if (Open(file, place) is { } plain)
            {
                return (plain, bold is null ? null : Open(bold, place));
            }
        }

        return null;
    }

    private static SKTypeface? Open(string file, int place) => File.Exists(file) ? SKTypeface.FromFile(file, place) : null;
}
