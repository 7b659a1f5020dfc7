namespace Gongxin.Kernel.Text;

/// <summary>
/// Reads letters typed without blanks as syllables: <c>xingzhengchufa</c> is xing zheng chu fa, <c>xian</c> is xian or xi
/// an, <c>xingzhe</c> may be the beginning of xing zheng.
/// </summary>
public static class PinyinTyping
{
    /// <summary>Most readings that are given for one word.</summary>
    public const int ReadingsMax = 6;

    /// <summary>Longest word that is read, in letters.</summary>
    public const int LengthMax = 60;

    private const int SyllableMax = 6;

    /// <summary>The readings, longest first syllables first; the last syllable of each may be unfinished. Empty when there is none.</summary>
    /// <param name="letters">Lower-case Latin letters.</param>
    public static IReadOnlyList<string[]> Read(string letters)
    {
        var found = new List<string[]>();
        if (letters.Length is > 0 and <= LengthMax && letters.AsSpan().IndexOfAnyExceptInRange('a', 'z') < 0)
        {
            Read(letters, 0, [], found, new bool[letters.Length + 1]);
        }

        return found;
    }

    // True when something was found from here on. What is known to lead nowhere is not tried again.
    private static bool Read(string letters, int at, List<string> before, List<string[]> found, bool[] isDead)
    {
        if (at == letters.Length)
        {
            found.Add([.. before]);
            return true;
        }

        if (isDead[at])
        {
            return false;
        }

        var any = false;
        for (var length = Math.Min(SyllableMax, letters.Length - at); length > 0 && found.Count < ReadingsMax; length--)
        {
            var part = letters.Substring(at, length);
            if (PinyinTable.Shared.Syllables.Contains(part) || (at + length == letters.Length && IsBeginning(part)))
            {
                before.Add(part);
                any |= Read(letters, at + length, before, found, isDead);
                before.RemoveAt(before.Count - 1);
            }
        }

        isDead[at] = !any && found.Count < ReadingsMax;
        return any;
    }

    private static bool IsBeginning(string part) => PinyinTable.Shared.Beginnings.Contains(part);
}
