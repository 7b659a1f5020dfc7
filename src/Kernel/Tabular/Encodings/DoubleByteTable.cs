using System.Text;

namespace Gongxin.Kernel.Tabular.Encodings;

/// <summary>
/// Characters of GB 18030 or Big5 by their bytes. The framework's code pages fill the tables once; decoding by table
/// keeps the position of every bad byte and needs no allocation.
/// </summary>
internal sealed class DoubleByteTable
{
    public const int LeadMin = 0x81;
    public const int LeadMax = 0xFE;
    public const int TrailMin = 0x40;
    public const int TrailMax = 0xFE;

    private const int TrailCount = TrailMax - TrailMin + 1;
    private const int FourByteBasicCount = 39420;
    private const int FourByteHigherStart = 189000;

    private static readonly Lazy<DoubleByteTable> LazyGb18030 = new(() => new DoubleByteTable("gb18030", fourBytes: true));
    private static readonly Lazy<DoubleByteTable> LazyBig5 = new(() => new DoubleByteTable("big5", fourBytes: false));

    private readonly char[] _pairs;
    private readonly char[]? _fours;

    private DoubleByteTable(string name, bool fourBytes)
    {
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(name, EncoderFallback.ReplacementFallback, new DecoderReplacementFallback("\0"))
            ?? throw new NotSupportedException(name);
        _pairs = ReadPairs(encoding);
        _fours = fourBytes ? ReadFours(encoding) : null;
    }

    public static DoubleByteTable Gb18030 => LazyGb18030.Value;
    public static DoubleByteTable Big5 => LazyBig5.Value;

    public bool HasFourBytes => _fours is not null;

    /// <summary>The character of a pair, or 0 when there is none.</summary>
    public char Pair(byte lead, byte trail) =>
        lead is >= LeadMin and <= LeadMax && trail is >= TrailMin and <= TrailMax
            ? _pairs[((lead - LeadMin) * TrailCount) + trail - TrailMin]
            : '\0';

    /// <summary>The code point of a four-byte sequence of GB 18030, or 0 when there is none.</summary>
    public int Four(ReadOnlySpan<byte> bytes)
    {
        if (_fours is null || !IsFour(bytes))
        {
            return 0;
        }

        var linear = ((((((bytes[0] - 0x81) * 10) + bytes[1] - 0x30) * 126) + bytes[2] - 0x81) * 10) + bytes[3] - 0x30;
        if (linear < FourByteBasicCount)
        {
            return _fours[linear];
        }

        var higher = linear - FourByteHigherStart;
        return higher is >= 0 and <= 0xFFFFF ? higher + 0x10000 : 0;
    }

    private static bool IsFour(ReadOnlySpan<byte> bytes) =>
        bytes.Length >= 4
        && bytes[0] is >= 0x81 and <= 0xFE && bytes[1] is >= 0x30 and <= 0x39
        && bytes[2] is >= 0x81 and <= 0xFE && bytes[3] is >= 0x30 and <= 0x39;

    private static char[] ReadPairs(Encoding encoding)
    {
        var pairs = new char[(LeadMax - LeadMin + 1) * TrailCount];
        Span<byte> bytes = stackalloc byte[2];
        Span<char> chars = stackalloc char[4];
        for (var lead = LeadMin; lead <= LeadMax; lead++)
        {
            for (var trail = TrailMin; trail <= TrailMax; trail++)
            {
                bytes[0] = (byte)lead;
                bytes[1] = (byte)trail;
                var count = encoding.GetChars(bytes, chars);
                pairs[((lead - LeadMin) * TrailCount) + trail - TrailMin] = count == 1 ? chars[0] : '\0';
            }
        }

        return pairs;
    }

    private static char[] ReadFours(Encoding encoding)
    {
        var fours = new char[FourByteBasicCount];
        Span<byte> bytes = stackalloc byte[4];
        Span<char> chars = stackalloc char[4];
        for (var linear = 0; linear < FourByteBasicCount; linear++)
        {
            bytes[3] = (byte)((linear % 10) + 0x30);
            bytes[2] = (byte)((linear / 10 % 126) + 0x81);
            bytes[1] = (byte)((linear / 1260 % 10) + 0x30);
            bytes[0] = (byte)((linear / 12600) + 0x81);
            var count = encoding.GetChars(bytes, chars);
            fours[linear] = count == 1 && !char.IsSurrogate(chars[0]) ? chars[0] : '\0';
        }

        return fours;
    }
}
