namespace Gongxin.Catalogue.Facades.Ckan.Packages;

// A search as Solr writes it, understood: what CKAN's clients send in q and fq.
internal abstract record SearchNode
{
    // Null field: words to be found anywhere.
    internal sealed record Term(string? Field, string Value, bool IsQuoted) : SearchNode
    {
        public bool IsAny => Value == "*" && !IsQuoted;
    }

    internal sealed record Range(string Field, RangeEnd? From, RangeEnd? To) : SearchNode;

    internal sealed record All(IReadOnlyList<SearchNode> Parts) : SearchNode;

    internal sealed record Any(IReadOnlyList<SearchNode> Parts) : SearchNode;

    internal sealed record Not(SearchNode Part) : SearchNode;
}

internal sealed record RangeEnd(string Value, bool IsIncluded);
