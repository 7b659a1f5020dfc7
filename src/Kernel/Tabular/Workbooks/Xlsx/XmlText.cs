using System.Buffers.Text;
using System.Text;
using System.Text.Unicode;

namespace Gongxin.Kernel.Tabular.Workbooks.Xlsx;

/// <summary>Text of XML as people mean it: entities resolved, line ends made one.</summary>
internal static class XmlText
{
    private const int EntityMax = 12;

    /// <summary>Adds the text to the buffer; false when it has an entity that XML does not know.</summary>
    public static bool TryAppend(ReadOnlySpan<byte> raw, Utf8Buffer to)
    {
        while (raw.IndexOfAny((byte)'&', (byte)'\r') is >= 0 and var special)
        {
            to.Append(raw[..special]);
            raw = raw[special..];
            if (raw[0] == '\r')
            {
                to.Append((byte)'\n');
                raw = raw[(raw is [_, (byte)'\n', ..] ? 2 : 1)..];
                continue;
            }

            var length = raw[..Math.Min(raw.Length, EntityMax)].IndexOf((byte)';');
            if (length < 0 || !TryEntity(raw[1..length], out var rune))
            {
                return false;
            }

            to.Commit(rune.EncodeToUtf8(to.Reserve(4)));
            raw = raw[(length + 1)..];
        }

        to.Append(raw);
        return true;
    }

    /// <summary>
    /// The value of an attribute, in which line ends and tabs are blanks; null when it has an entity that XML does not know or is
    /// no UTF-8.
    /// </summary>
    public static string? DecodeValue(ReadOnlySpan<byte> raw)
    {
        if (!Utf8.IsValid(raw))
        {
            return null;
        }

        var blanked = new byte[raw.Length];
        var length = 0;
        for (var i = 0; i < raw.Length; i++)
        {
            if (raw[i] != '\n' || i == 0 || raw[i - 1] != '\r')
            {
                blanked[length++] = raw[i] is (byte)'\r' or (byte)'\n' or (byte)'\t' ? (byte)' ' : raw[i];
            }
        }

        var text = new Utf8Buffer(raw.Length + 4);
        return TryAppend(blanked.AsSpan(0, length), text) ? Encoding.UTF8.GetString(text.Written) : null;
    }

    /// <summary>How much of a piece can be used before more of the text is known: no half entity, letter or line end.</summary>
    public static int WholeLength(ReadOnlySpan<byte> piece)
    {
        var tail = Math.Max(0, piece.Length - EntityMax);
        var entity = piece[tail..].LastIndexOf((byte)'&');
        if (entity >= 0 && !piece[(tail + entity)..].Contains((byte)';'))
        {
            return tail + entity;
        }

        var length = piece.Length;
        while (length > 0 && piece.Length - length < 3 && (piece[length - 1] & 0xC0) == 0x80)
        {
            length--;
        }

        if (length > 0 && piece[length - 1] >= 0xC0)
        {
            return length - 1;
        }

        return length == piece.Length && length > 0 && piece[^1] == '\r' ? length - 1 : piece.Length;
    }

    /// <summary>Whether an XML declaration names an encoding that is, or has been made, UTF-8.</summary>
    public static bool IsKnownEncoding(ReadOnlySpan<byte> declaration)
    {
        var at = declaration.IndexOf("encoding"u8);
        if (at < 0)
        {
            return true;
        }

        var name = declaration[(at + 8)..].TrimStart(" =\t\r\n\"'"u8);
        var end = name.IndexOfAny((byte)'"', (byte)'\'');
        var text = Encoding.ASCII.GetString(end < 0 ? name : name[..end]);
        return text.ToUpperInvariant() is "UTF-8" or "UTF8" or "US-ASCII" or "ASCII" or "UTF-16";
    }

    private static bool TryEntity(ReadOnlySpan<byte> name, out Rune rune)
    {
        var code = name switch
        {
            [(byte)'l', (byte)'t'] => '<',
            [(byte)'g', (byte)'t'] => '>',
            [(byte)'a', (byte)'m', (byte)'p'] => '&',
            [(byte)'q', (byte)'u', (byte)'o', (byte)'t'] => '"',
            [(byte)'a', (byte)'p', (byte)'o', (byte)'s'] => '\'',
            [(byte)'#', (byte)'x', .. var digits] => Number(digits, 'X'),
            [(byte)'#', .. var digits] => Number(digits, 'D'),
            _ => -1,
        };
        rune = default;
        return code is >= 0x20 or '\t' or '\n' or '\r' && Rune.TryCreate(code, out rune);
    }

    private static int Number(ReadOnlySpan<byte> digits, char format) =>
        Utf8Parser.TryParse(digits, out int value, out var used, format) && used == digits.Length && digits[0] != '-' && digits[0] != '+' ? value : -1;
}
