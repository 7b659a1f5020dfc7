using System.Text.Unicode;
using Microsoft.Win32.SafeHandles;

namespace Gongxin.Kernel.Tabular.Encodings;

/// <summary>
/// Looks at a file that is not well-formed UTF-8, line by line to its end: is it GB 18030, Big5, UTF-8 with some bad rows,
/// cut off inside a character, or several encodings glued together?
/// </summary>
internal sealed class LegacyScan
{
    private const int BlockSize = 256 * 1024;

    // Up to one foreign line in twenty is refused row by row; beyond that the file is two files in one.
    private const int ForeignShareMax = 20;

    private readonly DoubleByteScore _gb = DoubleByteScore.OfGb18030();
    private readonly DoubleByteScore _big5 = DoubleByteScore.OfBig5();
    private long _lines;
    private long _surelyUtf8;
    private long _firstSurelyUtf8;
    private long _notUtf8;
    private long _firstNotUtf8;
    private bool _endsInsideUtf8;

    public static EncodingChoice Run(SafeFileHandle file, bool hasUtf8Mark, CancellationToken ct)
    {
        var scan = new LegacyScan();
        scan.ReadAll(file, hasUtf8Mark ? 3 : 0, ct);
        return scan.Choose(hasUtf8Mark);
    }

    private void ReadAll(SafeFileHandle file, long offset, CancellationToken ct)
    {
        var block = new byte[BlockSize];
        var kept = 0;
        while (true)
        {
            ct.ThrowIfCancellationRequested();
            var read = RandomAccess.Read(file, block.AsSpan(kept), offset);
            offset += read;
            var text = block.AsSpan(0, kept + read);
            var nul = text.IndexOf((byte)0);
            if (nul >= 0)
            {
                throw new TabularException(new Finding(_lines + text[..nul].Count((byte)'\n') + 1, null, FindingCodes.FileNulBytes));
            }

            while (TextLines.NextLength(text, read == 0) is var length and > 0)
            {
                AddLine(text[..length], isLast: read == 0 && length == text.Length);
                text = text[length..];
            }

            if (read == 0)
            {
                return;
            }

            kept = text.Length;
            text.CopyTo(block);
        }
    }

    private void AddLine(ReadOnlySpan<byte> line, bool isLast)
    {
        _lines++;
        if (!line.ContainsAnyExceptInRange((byte)0, (byte)0x7F))
        {
            return;
        }

        if (!Utf8.IsValid(line))
        {
            var tail = isLast ? EncodingScan.IncompleteTail(line) : 0;
            _endsInsideUtf8 = tail > 0 && Utf8.IsValid(line[..^tail]);
            _notUtf8++;
            _firstNotUtf8 = _firstNotUtf8 == 0 ? _lines : _firstNotUtf8;
        }
        else if (Utf8Evidence.IsSurelyUtf8(line))
        {
            _surelyUtf8++;
            _firstSurelyUtf8 = _firstSurelyUtf8 == 0 ? _lines : _firstSurelyUtf8;
            return;
        }

        _gb.Add(line, _lines);
        _big5.Add(line, _lines);
    }

    private EncodingChoice Choose(bool hasUtf8Mark)
    {
        var (encoding, best) = _big5.Points > _gb.Points ? (TextEncoding.Big5, _big5) : (TextEncoding.Gb18030, _gb);
        if (_notUtf8 == 1 && _endsInsideUtf8 && (_surelyUtf8 > 0 || !best.IsPlausible || best.InvalidLines > 0))
        {
            throw Refuse(FindingCodes.FileCutOff, _lines);
        }

        var utf8Rules = hasUtf8Mark || _surelyUtf8 > _notUtf8;
        if (utf8Rules)
        {
            return IsFew(_notUtf8, _surelyUtf8 + _notUtf8) || !best.IsPlausible
                ? Utf8WithBadRows(hasUtf8Mark)
                : throw Refuse(FindingCodes.FileMixedEncoding, _firstNotUtf8);
        }

        if (best.IsPlausible)
        {
            if (_surelyUtf8 > 0 && !IsFew(_surelyUtf8, _surelyUtf8 + _notUtf8))
            {
                throw Refuse(FindingCodes.FileMixedEncoding, _firstSurelyUtf8);
            }

            var onlyLastIsBad = best.InvalidLines == 1 && best.FirstInvalidLine == _lines && best.EndsInsideCharacter;
            if (onlyLastIsBad)
            {
                throw Refuse(FindingCodes.FileCutOff, _lines);
            }

            if (best.InvalidLines == 0 || IsFew(best.InvalidLines, _notUtf8))
            {
                return new EncodingChoice(encoding, 0, AllValid: best.InvalidLines == 0 && _surelyUtf8 == 0);
            }
        }

        return IsFew(_notUtf8, _lines) ? Utf8WithBadRows(hasUtf8Mark) : throw Refuse(FindingCodes.FileUnknownEncoding, _firstNotUtf8);
    }

    private static EncodingChoice Utf8WithBadRows(bool hasUtf8Mark) => new(TextEncoding.Utf8, hasUtf8Mark ? 3 : 0, AllValid: false);

    private static bool IsFew(long part, long whole) => part * ForeignShareMax <= whole;

    private static TabularException Refuse(string code, long line) => new(new Finding(line, null, code));
}
