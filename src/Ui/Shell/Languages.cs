using System.Globalization;

namespace Gongxin.Ui.Shell;

/// <summary>The languages of the pages. Chinese comes first and is what a reader gets who chose nothing.</summary>
public static class Languages
{
    public static CultureInfo Chinese { get; } = CultureInfo.GetCultureInfo("zh-Hans");
    public static CultureInfo English { get; } = CultureInfo.GetCultureInfo("en");

    public static CultureInfo Default => Chinese;
    public static IReadOnlyList<CultureInfo> All { get; } = [Chinese, English];

    public static CultureInfo Current => IsChinese ? Chinese : English;
    public static bool IsChinese => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "zh";

    /// <summary>The language a tag names (<c>zh</c>, <c>zh-CN</c>, <c>en-GB</c> …), or null when it is not one of ours.</summary>
    public static CultureInfo? Named(string? tag) =>
        tag is null ? null
        : tag.StartsWith("zh", StringComparison.OrdinalIgnoreCase) ? Chinese
        : tag.StartsWith("en", StringComparison.OrdinalIgnoreCase) ? English
        : null;
}
