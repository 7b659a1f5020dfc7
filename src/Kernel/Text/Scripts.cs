using System.Text;

namespace Gongxin.Kernel.Text;

/// <summary>Which writing a character belongs to, as far as search and readings need to know.</summary>
public static class Scripts
{
    /// <summary>A Chinese character, extensions and compatibility forms included, or 〇 and 々.</summary>
    public static bool IsHan(Rune rune) => rune.Value switch
    {
        >= 0x4E00 and <= 0x9FFF => true,
        >= 0x3400 and <= 0x4DBF => true,
        >= 0xF900 and <= 0xFAFF => true,
        >= 0x20000 and <= 0x323AF => true,
        0x3005 or 0x3007 => true,
        _ => false,
    };

    /// <summary>Written without blanks between words: Chinese characters, kana, Hangul, bopomofo.</summary>
    public static bool IsUnspaced(Rune rune) => IsHan(rune) || rune.Value switch
    {
        >= 0x3041 and <= 0x3096 => true,
        >= 0x30A1 and <= 0x30FA or 0x30FC => true,
        >= 0x3105 and <= 0x312F => true,
        >= 0xAC00 and <= 0xD7A3 => true,
        _ => false,
    };
}
