using System.Buffers.Text;
using System.Text;

namespace Gongxin.Kernel.Tabular.Workbooks.Xlsx;

/// <summary>The text of a string of a workbook: runs joined, phonetic guides left out, <c>_x000D_</c> escapes resolved.</summary>
internal static class RichText
{
    private const int EscapeLength = 7;

    /// <summary>Reads the element that has just started, to its end; false when its text is longer than allowed.</summary>
    public static bool TryAppend(XmlScanner xml, Utf8Buffer to, int lengthMax)
    {
        var start = to.Length;
        for (var depth = xml.Depth; xml.Read() && !(xml.Token is XmlToken.End && xml.Depth == depth);)
        {
            if (xml.Token is not XmlToken.Start)
            {
                continue;
            }

            if (xml.Name.SequenceEqual("rPh"u8))
            {
                xml.Skip();
            }
            else if (xml.Name.SequenceEqual("t"u8) && !TryAppendText(xml, to, start + lengthMax))
            {
                return false;
            }
        }

        Unescape(to, start);
        return true;
    }

    /// <summary>Adds the text inside the element that has just started, as it is, to its end.</summary>
    public static bool TryAppendText(XmlScanner xml, Utf8Buffer to, int end)
    {
        for (var depth = xml.Depth; xml.Read() && !(xml.Token is XmlToken.End && xml.Depth == depth);)
        {
            if (xml.Token is not XmlToken.Text)
            {
                continue;
            }

            if (xml.IsPlainText)
            {
                to.Append(xml.RawText);
            }
            else if (!XmlText.TryAppend(xml.RawText, to))
            {
                throw xml.Fault();
            }

            if (to.Length > end)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Spreadsheets write characters that XML forbids as _xHHHH_, and a text that looks like that with _x005F_ in front.</summary>
    public static void Unescape(Utf8Buffer text, int start)
    {
        var bytes = text.Written[start..];
        var from = bytes.IndexOf("_x"u8);
        if (from < 0)
        {
            return;
        }

        var to = from;
        while (from < bytes.Length)
        {
            if (TryEscape(bytes[from..], out var rune, out var used))
            {
                // A character needs at most as many bytes as its escape.
                to += rune.EncodeToUtf8(bytes[to..]);
                from += used;
            }
            else
            {
                bytes[to++] = bytes[from++];
            }
        }

        text.Truncate(start + to);
    }

    private static bool TryEscape(ReadOnlySpan<byte> text, out Rune rune, out int used)
    {
        used = EscapeLength;
        if (!TryCode(text, out var code))
        {
            rune = default;
            return false;
        }

        // A character beyond the first plane is a pair of escapes.
        if (char.IsHighSurrogate((char)code) && TryCode(text[EscapeLength..], out var low) && Rune.TryCreate((char)code, (char)low, out rune))
        {
            used = 2 * EscapeLength;
            return true;
        }

        return Rune.TryCreate(code, out rune);
    }

    private static bool TryCode(ReadOnlySpan<byte> text, out int code)
    {
        code = 0;
        return text.Length >= EscapeLength && text[0] == '_' && text[1] == 'x' && text[EscapeLength - 1] == '_'
            && Utf8Parser.TryParse(text[2..(EscapeLength - 1)], out code, out var used, 'X') && used == EscapeLength - 3 && code > 0;
    }
}
