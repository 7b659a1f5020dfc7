namespace Gongxin.Kernel.Ledger.Notes;

// Base64 in its one strict spelling: blanks, missing padding and stray bits would be other texts with the same meaning.
internal static class Base64Text
{
    public static byte[]? Decode(string text)
    {
        var value = new byte[text.Length];
        return Convert.TryFromBase64String(text, value, out var length) && Convert.ToBase64String(value, 0, length) == text
            ? value[..length]
            : null;
    }
}
