using Gongxin.Kernel.Text;

namespace Gongxin.Catalogue.Search;

// Understands what someone typed. Known words are cut out of Chinese text and bring their synonyms and places; what stands
// between them must be found pair by pair. Latin letters may be a word, its beginning, pinyin or initials. What is in
// quotation marks must stand in one field as it is.
internal static class QuestionReader
{
    public const int LengthMax = 200;
    public const int ClausesMax = 32;

    private const float ForSynonym = 0.8f;
    private const float ForRegion = 0.7f;
    private const float ForBeginning = 0.7f;
    private const float ForPinyin = 0.75f;
    private const float ForInitials = 0.6f;
    private const int InitialsMin = 2;
    private const int InitialsMax = 12;

    // Said in questions and in no title.
    private static readonly HashSet<string> Empty =
        ["的", "the", "of", "and", "in", "for", "a", "an", "on", "to"];

    public static Question Read(string? typed, SearchWords words)
    {
        var text = typed ?? "";
        if (text.Length > LengthMax)
        {
            text = text[..(LengthMax - (char.IsHighSurrogate(text[LengthMax - 1]) ? 1 : 0))];
        }

        var clauses = new List<Clause>();
        foreach (var (piece, isQuoted) in Pieces(NormalForm.ForSearch(text)))
        {
            var units = SearchText.UnitsOf(piece);
            if (units.Count > 0)
            {
                clauses.AddRange(isQuoted ? [Quoted(units)] : Plain(units, words));
            }
        }

        var full = clauses.Where(c => !Empty.Contains(c.Text)).ToList();
        return new Question([.. (full.Count > 0 ? full : clauses).DistinctBy(c => c.Text).Take(ClausesMax)]);
    }

    private static IEnumerable<(string Text, bool IsQuoted)> Pieces(string text)
    {
        var pieces = text.Replace('“', '"').Replace('”', '"').Split('"');
        for (var i = 0; i < pieces.Length; i++)
        {
            // A mark that is never closed quotes nothing.
            yield return (pieces[i], i % 2 == 1 && i < pieces.Length - 1);
        }
    }

    private static Clause Quoted(List<Unit> units)
    {
        var text = TextOf(units);
        return new Clause(text, units.Count, [Literal(ChoiceKind.Literal, units, 1, text)]) { IsQuoted = true };
    }

    private static IEnumerable<Clause> Plain(List<Unit> units, SearchWords words)
    {
        var loose = new List<Unit>();
        for (var at = 0; at < units.Count;)
        {
            if (words.At(units, at) is { } known)
            {
                if (loose.Count > 0)
                {
                    yield return Unknown(loose);
                    loose.Clear();
                }

                yield return Known(units.GetRange(at, known.Count), known.Meaning);
                at += known.Count;
                continue;
            }

            var unit = units[at++];
            if (unit.IsWord || Empty.Contains(unit.Text))
            {
                if (loose.Count > 0)
                {
                    yield return Unknown(loose);
                    loose.Clear();
                }

                yield return unit.IsWord ? Word(unit) : Unknown([unit]);
                continue;
            }

            loose.Add(unit);
            if (unit.IsRunEnd)
            {
                yield return Unknown(loose);
                loose.Clear();
            }
        }
    }

    private static Clause Unknown(List<Unit> units)
    {
        var text = TextOf(units);
        return new Clause(text, units.Count, [Literal(ChoiceKind.Literal, units, 1, text)]);
    }

    private static Clause Known(List<Unit> units, SearchWords.Meaning meaning)
    {
        var own = units is [{ IsWord: true } word] ? Word(word) : Unknown(units);
        return own with
        {
            Choices =
            [
                .. own.Choices,
                .. meaning.Same.Select(same => Literal(ChoiceKind.Synonym, same, ForSynonym, TextOf(same))),
                .. meaning.Regions.Select(code => new Choice(ChoiceKind.Region, [SearchText.Region(code)], false, ForRegion, code)),
            ],
        };
    }

    private static Clause Word(Unit unit)
    {
        var choices = new List<Choice> { new(ChoiceKind.Literal, [unit.Text], false, 1, unit.Text) };
        if (unit.Text.Length > 1)
        {
            // A single letter or figure would be the beginning of too much.
            choices.Add(new Choice(ChoiceKind.Literal, [unit.Text], true, ForBeginning, unit.Text));
        }

        choices.AddRange(PinyinTyping.Read(unit.Text).Select(syllables => new Choice(ChoiceKind.Pinyin, PinyinTerms(syllables), true, ForPinyin, unit.Text)));
        if (unit.Text.Length is >= InitialsMin and <= InitialsMax && unit.Text.AsSpan().IndexOfAnyExceptInRange('a', 'z') < 0)
        {
            choices.Add(new Choice(ChoiceKind.Initials, InitialsTerms(unit.Text), true, ForInitials, unit.Text));
        }

        return new Clause(unit.Text, 1, choices);
    }

    private static string[] PinyinTerms(string[] syllables) =>
        syllables.Length == 1
            ? [SearchText.Pinyin(syllables[0])]
            : [.. syllables.Zip(syllables.Skip(1), (first, second) => SearchText.Pinyin($"{first} {second}"))];

    private static string[] InitialsTerms(string letters) =>
        letters.Length <= SearchText.InitialsLength
            ? [SearchText.Initials(letters)]
            : [.. Enumerable.Range(0, letters.Length - SearchText.InitialsLength + 1).Select(at => SearchText.Initials(letters.Substring(at, SearchText.InitialsLength)))];

    // Neighbours stay neighbours. One character alone is the beginning of whatever begins with it.
    private static Choice Literal(ChoiceKind kind, IReadOnlyList<Unit> units, float weight, string shown) =>
        units.Count == 1
            ? new Choice(kind, [units[0].Text], !units[0].IsWord, weight, shown)
            : new Choice(kind, [.. units.Zip(units.Skip(1), SearchText.Pair)], false, weight, shown);

    private static string TextOf(IReadOnlyList<Unit> units) =>
        string.Concat(units.Select((u, i) => u.IsWord && i > 0 ? " " + u.Text : i > 0 && units[i - 1].IsWord ? " " + u.Text : u.Text));
}
