namespace Gongxin.Kernel.Tabular;

/// <summary>The word pairs in which tables write yes and no. A column keeps to one of them. 0 and 1 are numbers.</summary>
internal enum BooleanWords
{
    TrueFalse,
    YesNo,
    ShiFou,

    /// <summary>Y/N.</summary>
    Letters,

    /// <summary>有/无.</summary>
    YouWu,
}

internal static class BooleanText
{
    public const int WordPairs = 5;

    private const int LengthMax = 5;

    /// <param name="cell">Trimmed.</param>
    public static bool TryRead(ReadOnlySpan<byte> cell, out bool value, out BooleanWords words)
    {
        value = false;
        words = default;
        if (cell.Length is 0 or > LengthMax)
        {
            return false;
        }

        return cell[0] >= 0x80 ? TryHan(cell, out value, out words) : TryLatin(cell, out value, out words);
    }

    private static bool TryHan(ReadOnlySpan<byte> cell, out bool value, out BooleanWords words)
    {
        value = cell.SequenceEqual("是"u8) || cell.SequenceEqual("有"u8);
        words = cell.SequenceEqual("是"u8) || cell.SequenceEqual("否"u8) ? BooleanWords.ShiFou : BooleanWords.YouWu;
        return value || cell.SequenceEqual("否"u8) || cell.SequenceEqual("无"u8);
    }

    private static bool TryLatin(ReadOnlySpan<byte> cell, out bool value, out BooleanWords words)
    {
        value = false;
        words = default;
        Span<byte> lower = stackalloc byte[LengthMax];
        for (var i = 0; i < cell.Length; i++)
        {
            lower[i] = (byte)(cell[i] | 0x20);
        }

        lower = lower[..cell.Length];
        switch (cell.Length)
        {
            case 1:
                words = BooleanWords.Letters;
                value = lower[0] == 'y';
                return value || lower[0] == 'n';
            case 2:
                words = BooleanWords.YesNo;
                return lower.SequenceEqual("no"u8);
            case 3:
                words = BooleanWords.YesNo;
                return value = lower.SequenceEqual("yes"u8);
            case 4:
                return value = lower.SequenceEqual("true"u8);
            default:
                return lower.SequenceEqual("false"u8);
        }
    }
}
