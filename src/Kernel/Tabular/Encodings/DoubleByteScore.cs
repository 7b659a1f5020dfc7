using System.Collections;

namespace Gongxin.Kernel.Tabular.Encodings;

/// <summary>
/// How well lines read in one double-byte encoding. Both GB 18030 and Big5 accept almost any pair of high bytes, so being
/// valid says little; what tells is whether the characters are the ones people write. Each encoding keeps its common
/// characters in one block ("level 1") and the rare ones in another, and a few hundred are more common than all the rest.
/// </summary>
internal sealed class DoubleByteScore
{
    // Roughly log-likelihoods; only their order of size matters.
    private const int Common = 3;
    private const int LevelOne = 1;
    private const int Rare = -3;
    private const int PrivateUse = -6;
    private const int Invalid = -12;

    private readonly DoubleByteTable _table;
    private readonly BitArray _common;
    private readonly bool _isBig5;

    private DoubleByteScore(DoubleByteTable table, BitArray common, bool isBig5)
    {
        _table = table;
        _common = common;
        _isBig5 = isBig5;
    }

    public static DoubleByteScore OfGb18030() => new(DoubleByteTable.Gb18030, CommonHan.InGb18030, isBig5: false);
    public static DoubleByteScore OfBig5() => new(DoubleByteTable.Big5, CommonHan.InBig5, isBig5: true);

    public long Points { get; private set; }
    public long Characters { get; private set; }
    public long InvalidLines { get; private set; }
    public long FirstInvalidLine { get; private set; }

    /// <summary>True when the last line added stops after the first byte of a character.</summary>
    public bool EndsInsideCharacter { get; private set; }

    /// <summary>True when the text read this way looks like text that people write.</summary>
    public bool IsPlausible => Characters > 0 && Points > 0;

    public void Add(ReadOnlySpan<byte> line, long lineNumber)
    {
        EndsInsideCharacter = false;
        var valid = true;
        var at = 0;
        while (true)
        {
            var skip = line[at..].IndexOfAnyExceptInRange((byte)0, (byte)0x7F);
            if (skip < 0)
            {
                break;
            }

            at += skip;
            Characters++;
            var length = Judge(line[at..], out var points);
            Points += points;
            valid &= points != Invalid;
            at += length;
        }

        if (!valid)
        {
            InvalidLines++;
            FirstInvalidLine = FirstInvalidLine == 0 ? lineNumber : FirstInvalidLine;
        }
    }

    private int Judge(ReadOnlySpan<byte> at, out int points)
    {
        if (at.Length >= 2)
        {
            var character = _table.Pair(at[0], at[1]);
            if (character != 0)
            {
                points = Points2(at[0], at[1], character);
                return 2;
            }

            if (_table.Four(at) != 0)
            {
                // Four bytes in such a strict pattern are not an accident.
                points = LevelOne;
                return 4;
            }
        }

        EndsInsideCharacter = at.Length == 1 && at[0] is >= DoubleByteTable.LeadMin and <= DoubleByteTable.LeadMax;
        points = Invalid;
        return 1;
    }

    private int Points2(byte lead, byte trail, char character)
    {
        if (_common[character])
        {
            return Common;
        }

        if (character is >= '\uE000' and <= '\uF8FF')
        {
            return PrivateUse;
        }

        var levelOne = _isBig5 ? lead is >= 0xA1 and <= 0xC6 : lead is (>= 0xB0 and <= 0xD7) or (>= 0xA1 and <= 0xA3) && trail >= 0xA1;
        return levelOne ? LevelOne : Rare;
    }
}
