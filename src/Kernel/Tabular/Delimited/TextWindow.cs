using System.Buffers;
using System.Globalization;
using System.Runtime.CompilerServices;
using Gongxin.Kernel.Tabular.Encodings;

namespace Gongxin.Kernel.Tabular.Delimited;

/// <summary>
/// The part of a text that is in memory, with the positions of its structural bytes, found ahead in steps. It grows only
/// up to the longest allowed record.
/// </summary>
internal sealed class TextWindow(Utf8Source source, Dialect dialect, int recordBytesMax) : IDisposable
{
    private const int LengthAtStart = 256 * 1024;
    private const int IndexStep = 32 * 1024;

    private readonly int[] _marks = new int[IndexStep + 8];
    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(LengthAtStart);
    private int _markCount;
    private int _markNext;
    private int _indexedTo;

    public ReadOnlySpan<byte> Bytes => _bytes;
    public int Length { get; private set; }
    public long BytesRead => source.BytesRead;

    /// <summary>True when no text comes after the window.</summary>
    public bool IsFinal { get; private set; }

    /// <summary>Where the quote stands whose end is being looked for; -1 outside quotes.</summary>
    public int OpenQuoteAt { get; set; } = -1;

    /// <summary>The next structural byte; false when there is none before the end of the window.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryNextMark(out int at, out byte mark)
    {
        if (_markNext == _markCount && !FindMarks())
        {
            at = 0;
            mark = 0;
            return false;
        }

        at = _marks[_markNext++];
        mark = _bytes[at];
        return true;
    }

    /// <summary>Passes over a structural byte that is the very next one.</summary>
    public void SkipMark(int at)
    {
        if (_markNext < _markCount)
        {
            _markNext++;
        }
        else
        {
            _indexedTo = at + 1;
        }
    }

    /// <summary>Drops the text before <paramref name="keepFrom"/>, which becomes position 0, and reads more.</summary>
    public void Refill(int keepFrom, long record)
    {
        var kept = Length - keepFrom;
        if (kept >= recordBytesMax)
        {
            throw TooLong(record);
        }

        if (kept > _bytes.Length / 2)
        {
            var larger = ArrayPool<byte>.Shared.Rent((int)Math.Min((long)_bytes.Length * 2, (long)recordBytesMax + LengthAtStart));
            _bytes.AsSpan(keepFrom, kept).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = larger;
        }
        else
        {
            _bytes.AsSpan(keepFrom, kept).CopyTo(_bytes);
        }

        Length = kept;
        _markCount = _markNext = _indexedTo = 0;
        ReadMore();
    }

    public TabularException Unclosed(long record)
    {
        // Nothing but one line after the quote: the file stops inside this cell. More lines: somebody forgot a quote.
        var swallowed = _bytes.AsSpan(OpenQuoteAt, Length - OpenQuoteAt);
        var code = swallowed.ContainsAny((byte)'\n', (byte)'\r') ? FindingCodes.FileUnclosedQuote : FindingCodes.FileCutOff;
        return new TabularException(new Finding(record, null, code, FindingText.Excerpt(swallowed)));
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
        source.Dispose();
    }

    private TabularException TooLong(long record) =>
        OpenQuoteAt >= 0 && _bytes.AsSpan(OpenQuoteAt, Length - OpenQuoteAt).ContainsAny((byte)'\n', (byte)'\r')
            ? Unclosed(record)
            : new TabularException(new Finding(record, null, FindingCodes.FileLineTooLong, FindingText.Excerpt(_bytes.AsSpan(0, 1000)), recordBytesMax.ToString(CultureInfo.InvariantCulture)));

    // Reads until the window is full, so that small reads of the source do not make small steps.
    private void ReadMore()
    {
        while (_bytes.Length - Length >= 64)
        {
            var read = source.Read(_bytes.AsSpan(Length));
            if (read == 0)
            {
                IsFinal = true;
                return;
            }

            Length += read;
        }
    }

    private bool FindMarks()
    {
        while (_indexedTo < Length)
        {
            var to = Math.Min(Length, _indexedTo + IndexStep);
            _markCount = StructuralMarks.Find(_bytes.AsSpan(0, to), _indexedTo, dialect, _marks);
            _markNext = 0;
            _indexedTo = to;
            if (_markCount > 0)
            {
                return true;
            }
        }

        _markCount = _markNext = 0;
        return false;
    }
}
