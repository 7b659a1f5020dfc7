using System.Text.Unicode;
using Microsoft.Win32.SafeHandles;

namespace Gongxin.Kernel.Tabular.Encodings;

/// <summary>
/// Tells the encoding of a text file from all of its bytes, in bounded memory: a file may be plain ASCII for ten megabytes
/// and turn out to be GBK afterwards. Well-formed UTF-8 throughout is UTF-8; anything else goes to <see cref="LegacyScan"/>.
/// </summary>
internal static class EncodingScan
{
    private const int BlockSize = 256 * 1024;

    public static EncodingChoice Run(SafeFileHandle file, CancellationToken ct)
    {
        Span<byte> head = stackalloc byte[4];
        var length = RandomAccess.Read(file, head, 0);
        head = head[..length];
        if (head is [0xFF, 0xFE, ..])
        {
            return Utf16Scan.Check(file, TextEncoding.Utf16Le, markLength: 2, ct);
        }

        if (head is [0xFE, 0xFF, ..])
        {
            return Utf16Scan.Check(file, TextEncoding.Utf16Be, markLength: 2, ct);
        }

        var hasUtf8Mark = head is [0xEF, 0xBB, 0xBF, ..];
        return ReadAll(file, hasUtf8Mark, ct);
    }

    private static EncodingChoice ReadAll(SafeFileHandle file, bool hasUtf8Mark, CancellationToken ct)
    {
        var block = new byte[BlockSize];
        var offset = 0L;
        var kept = 0;
        var lines = 0L;
        while (true)
        {
            ct.ThrowIfCancellationRequested();
            var read = RandomAccess.Read(file, block.AsSpan(kept), offset);
            offset += read;
            var text = block.AsSpan(0, kept + read);
            if (text.Slice(kept).Contains((byte)0))
            {
                return Utf16Scan.IfUnmarked(file, ct) ?? throw NulBytes(lines, text);
            }

            var tail = read == 0 ? 0 : IncompleteTail(text);
            var whole = text[..^tail];
            if (!Utf8.IsValid(whole))
            {
                return LegacyScan.Run(file, hasUtf8Mark, ct);
            }

            if (read == 0)
            {
                return new EncodingChoice(TextEncoding.Utf8, hasUtf8Mark ? 3 : 0, AllValid: true);
            }

            lines += whole.Count((byte)'\n');
            text[^tail..].CopyTo(block);
            kept = tail;
        }
    }

    /// <summary>Bytes at the end that may be the beginning of a character of UTF-8.</summary>
    internal static int IncompleteTail(ReadOnlySpan<byte> text)
    {
        for (var back = 1; back <= 3 && back <= text.Length; back++)
        {
            var value = text[^back];
            if (value < 0x80)
            {
                return 0;
            }

            if (value >= 0xC0)
            {
                var needed = value >= 0xF0 ? 4 : value >= 0xE0 ? 3 : 2;
                return needed > back ? back : 0;
            }
        }

        return 0;
    }

    private static TabularException NulBytes(long linesBefore, ReadOnlySpan<byte> text)
    {
        var before = text[..text.IndexOf((byte)0)];
        return new TabularException(new Finding(linesBefore + before.Count((byte)'\n') + 1, null, FindingCodes.FileNulBytes));
    }
}
