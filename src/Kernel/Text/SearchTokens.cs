using System.Globalization;
using System.Text;

namespace Gongxin.Kernel.Text;

/// <summary>
/// Cuts text into the tokens of full-text search, the same for every database engine. Text written without blanks gives
/// overlapping pairs of characters and, at the end of each run, the last character alone; so every character begins
/// some token, and a query of one character is a query for a prefix. Other words give themselves, in search form.
/// 国民经济2017 gives <c>国民 民经 经济 济 2017</c>.
/// </summary>
public static class SearchTokens
{
    /// <summary>Longest word that is kept whole, in UTF-16 units; the rest of a longer one is not searched.</summary>
    public const int WordMax = 64;

    /// <summary>Tokens in the order of the text, repeated as often as they stand in it.</summary>
    public static IEnumerable<string> Of(string text)
    {
        foreach (var run in Runs(NormalForm.ForSearch(text)))
        {
            if (!run.IsUnspaced)
            {
                yield return run.Text;
                continue;
            }

            foreach (var pair in Pairs(run.Text))
            {
                yield return pair;
            }

            yield return LastOf(run.Text);
        }
    }

    /// <summary>The tokens with blanks between: what an FTS5 table with <c>tokenize = 'ascii'</c> indexes as it stands.</summary>
    public static string ForFts5(string text) => string.Join(' ', Of(text));

    /// <summary>
    /// The tokens with their positions as the text of a PostgreSQL <c>tsvector</c>, to be cast and not parsed, so that its
    /// own parser has no part in it. Positions past <see cref="PositionMax"/> are left out: the token is still found.
    /// </summary>
    public static string ForTsVector(string text)
    {
        var vector = new StringBuilder();
        var position = 0;
        foreach (var token in Of(text))
        {
            position++;
            vector.Append(vector.Length == 0 ? "" : " ").Append('\'').Append(token).Append('\'');
            if (position <= PositionMax)
            {
                vector.Append(CultureInfo.InvariantCulture, $":{position}");
            }
        }

        return vector.ToString();
    }

    /// <summary>Largest position that a PostgreSQL <c>tsvector</c> holds.</summary>
    public const int PositionMax = 16_383;

    /// <summary>
    /// Letters and digits in runs of one kind of writing. Expects search form. Every other character separates, so a
    /// token never contains anything that means something to a query language.
    /// </summary>
    public static IEnumerable<(string Text, bool IsUnspaced)> Runs(string text)
    {
        var start = 0;
        var at = 0;
        var kind = Kind.Gap;
        foreach (var rune in text.EnumerateRunes())
        {
            var next = KindOf(rune, kind);
            if (next != kind)
            {
                if (kind is not Kind.Gap)
                {
                    yield return (Cut(text, start, at, kind), kind is Kind.Unspaced);
                }

                start = at;
                kind = next;
            }

            at += rune.Utf16SequenceLength;
        }

        if (kind is not Kind.Gap)
        {
            yield return (Cut(text, start, at, kind), kind is Kind.Unspaced);
        }
    }

    internal static IEnumerable<string> Pairs(string run)
    {
        for (var at = 0; at < run.Length;)
        {
            var first = Size(run, at);
            if (at + first >= run.Length)
            {
                yield break;
            }

            yield return run.Substring(at, first + Size(run, at + first));
            at += first;
        }
    }

    private enum Kind
    {
        Gap,
        Word,
        Unspaced,
    }

    // A mark inside a word belongs to it (vowel signs of Indic scripts are marks).
    private static Kind KindOf(Rune rune, Kind before) =>
        Scripts.IsUnspaced(rune) ? Kind.Unspaced
        : Rune.IsLetterOrDigit(rune) ? Kind.Word
        : before is Kind.Word && IsMark(rune) ? Kind.Word
        : Kind.Gap;

    private static bool IsMark(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    private static string Cut(string text, int start, int end, Kind kind)
    {
        if (kind is Kind.Word && end - start > WordMax)
        {
            end = start + WordMax;
            end -= char.IsHighSurrogate(text[end - 1]) ? 1 : 0;
        }

        return text[start..end];
    }

    internal static string LastOf(string run) => run[^(char.IsLowSurrogate(run[^1]) ? 2 : 1)..];

    private static int Size(string run, int at) => char.IsHighSurrogate(run[at]) ? 2 : 1;
}
