using System.Text;
using Gongxin.Kernel.Text;

namespace Gongxin.Catalogue.Search;

// A text as it is shown, in which the units of a question are looked for: search forms are compared, places of the text as it
// stands are marked.
internal sealed class MarkedText
{
    private readonly string _text;
    private readonly List<Spot> _spots = [];
    private readonly bool[] _isHit;

    public MarkedText(string text)
    {
        _text = text;
        _isHit = new bool[text.Length];
        Cut();
    }

    public bool HasHits { get; private set; }

    // True when something of the clause was found and marked.
    public bool Mark(Clause clause, SearchRegions regions)
    {
        var any = false;
        foreach (var choice in clause.Choices)
        {
            any |= choice.Kind switch
            {
                ChoiceKind.Pinyin => MarkReadings(choice.Shown!, unit => Pinyin.Of(Rune.GetRuneAt(unit, 0))),
                ChoiceKind.Initials => MarkReadings(choice.Shown!, unit => Pinyin.Of(Rune.GetRuneAt(unit, 0))?[..1]),
                ChoiceKind.Region => MarkRegion(choice.Shown!, regions),
                _ => MarkUnits(SearchText.UnitsOf(choice.Shown!), choice.IsPrefix),
            };
        }

        HasHits |= any;
        return any;
    }

    // The text in parts, hits and what is between them, cut around the first hit when it is longer than wanted.
    public IReadOnlyList<TextPart> Parts(int lengthMax)
    {
        var (from, to) = Window(lengthMax);
        var parts = new List<TextPart>();
        for (int start = from, at = from; at < to; at++)
        {
            if (at + 1 == to || _isHit[at + 1] != _isHit[at])
            {
                parts.Add(new TextPart(_text[start..(at + 1)], _isHit[at]));
                start = at + 1;
            }
        }

        if (parts.Count > 0 && from > 0)
        {
            parts[0] = parts[0].IsHit ? parts[0] : parts[0] with { Text = "…" + parts[0].Text };
        }

        if (parts.Count > 0 && to < _text.Length)
        {
            parts.Add(new TextPart("…", false));
        }

        return parts;
    }

    private (int From, int To) Window(int lengthMax)
    {
        if (_text.Length <= lengthMax)
        {
            return (0, _text.Length);
        }

        var first = Math.Max(0, Array.IndexOf(_isHit, true));
        var from = Math.Clamp(first - (lengthMax / 4), 0, _text.Length - lengthMax);
        var to = from + lengthMax;
        from += from > 0 && char.IsLowSurrogate(_text[from]) ? 1 : 0;
        to -= to < _text.Length && char.IsLowSurrogate(_text[to]) ? 1 : 0;
        return (from, to);
    }

    private void Cut()
    {
        var word = new StringBuilder();
        var wordStart = 0;
        var at = 0;
        foreach (var rune in _text.EnumerateRunes())
        {
            var form = NormalForm.ForSearch(rune.ToString());
            var isWord = form.Length > 0 && Rune.TryGetRuneAt(form, 0, out var first) && Rune.IsLetterOrDigit(first) && !Scripts.IsUnspaced(first);
            if (!isWord && word.Length > 0)
            {
                _spots.Add(new Spot(EnglishWord.Fold(word.ToString()), wordStart, at));
                word.Clear();
            }

            if (isWord)
            {
                wordStart = word.Length == 0 ? at : wordStart;
                word.Append(form);
            }
            else if (form.Length > 0 && Scripts.IsUnspaced(Rune.GetRuneAt(form, 0)))
            {
                _spots.Add(new Spot(form, at, at + rune.Utf16SequenceLength));
            }

            at += rune.Utf16SequenceLength;
        }

        if (word.Length > 0)
        {
            _spots.Add(new Spot(EnglishWord.Fold(word.ToString()), wordStart, at));
        }
    }

    private bool MarkUnits(List<Unit> units, bool isPrefix)
    {
        var any = false;
        for (var at = 0; at + units.Count <= _spots.Count; at++)
        {
            var fits = true;
            for (var i = 0; i < units.Count && fits; i++)
            {
                fits = isPrefix && i == units.Count - 1
                    ? _spots[at + i].Text.StartsWith(units[i].Text, StringComparison.Ordinal)
                    : _spots[at + i].Text == units[i].Text;
            }

            if (fits && units.Count > 0)
            {
                any = Set(_spots[at].Start, _spots[at + units.Count - 1].End);
            }
        }

        return any;
    }

    private bool MarkReadings(string letters, Func<string, string?> readingOf)
    {
        var any = false;
        for (var first = 0; first < _spots.Count; first++)
        {
            var left = letters.AsSpan();
            for (var at = first; at < _spots.Count && readingOf(_spots[at].Text) is { } reading; at++)
            {
                if (reading.AsSpan().StartsWith(left))
                {
                    any = Set(_spots[first].Start, _spots[at].End);
                    break;
                }

                if (!left.StartsWith(reading))
                {
                    break;
                }

                left = left[reading.Length..];
            }
        }

        return any;
    }

    private bool MarkRegion(string code, SearchRegions regions)
    {
        // One unit of the joined text per spot: names of places are Chinese characters, each of which is a spot.
        var joined = string.Concat(_spots.Select(s => s.Text.Length == 1 ? s.Text : "\uFFFD"));
        var any = false;
        foreach (var (start, length) in regions.Within(joined, code))
        {
            any = Set(_spots[start].Start, _spots[start + length - 1].End);
        }

        return any;
    }

    private bool Set(int from, int to)
    {
        _isHit.AsSpan(from, to - from).Fill(true);
        return true;
    }

    private readonly record struct Spot(string Text, int Start, int End);
}

// A piece of a text that was found; hits are what the question asked for.
public sealed record TextPart(string Text, bool IsHit);
