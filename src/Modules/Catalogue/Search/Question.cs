namespace Gongxin.Catalogue.Search;

// What someone typed, understood: every clause must be found, in one of its choices.
internal sealed record Question(IReadOnlyList<Clause> Clauses)
{
    public static Question Empty { get; } = new([]);

    public bool IsEmpty => Clauses.Count == 0;

    // The weaker question: any of the smallest parts. Asked when nothing has all of them.
    public Question Loosened() => new([.. Clauses.SelectMany(c => c.Parts()).DistinctBy(c => c.Text)]);
}

// One thing to be found. Length is in characters (or words) and tells how much of a title it covers.
internal sealed record Clause(string Text, int Length, IReadOnlyList<Choice> Choices)
{
    // What was put in quotation marks is wanted as it is.
    public bool IsQuoted { get; init; }

    // The neighbouring pairs of a long word, each for itself; a word with synonyms or another meaning stays whole.
    public IEnumerable<Clause> Parts() =>
        !IsQuoted && Choices is [{ Kind: ChoiceKind.Literal, Terms.Count: > 1 } only]
            ? only.Terms.Select(term => new Clause(term, Math.Min(2, Length), [only with { Terms = [term], Shown = term }]))
            : [this];
}

// Terms that must stand in one field together. Shown is what to mark in the text; null when that needs the kind.
internal sealed record Choice(ChoiceKind Kind, IReadOnlyList<string> Terms, bool IsPrefix, float Weight, string? Shown);

internal enum ChoiceKind
{
    Literal,
    Synonym,
    Pinyin,
    Initials,
    Region,
}
