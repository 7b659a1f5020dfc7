using System.Text;

namespace Gongxin.Kernel.Text;

/// <summary>
/// What someone typed into a search field, cut into the same tokens as the text (<see cref="SearchTokens"/>). All parts
/// must be found. A run of Chinese asks for all its pairs of characters, one character for whatever begins with it, a
/// word for whatever begins with it; what stands in quotation marks must stand together, in this order.
/// </summary>
public sealed class SearchQuery
{
    /// <summary>Longest query that is read, in UTF-16 units; the rest is left out and <see cref="IsCut"/> says so.</summary>
    public const int LengthMax = 200;

    /// <summary>Most parts that a query has.</summary>
    public const int PartsMax = 32;

    private SearchQuery(IReadOnlyList<Part> parts, bool isCut)
    {
        Parts = parts;
        IsCut = isCut;
    }

    /// <summary>The parts, all of which must be found.</summary>
    public IReadOnlyList<Part> Parts { get; }

    /// <summary>True when the query was too long and only its beginning is asked for.</summary>
    public bool IsCut { get; }

    /// <summary>Nothing to search for: no letter and no digit was typed.</summary>
    public bool IsEmpty => Parts.Count == 0;

    /// <summary>One thing to be found.</summary>
    /// <param name="Tokens">One token, or several that follow each other.</param>
    /// <param name="IsPrefix">The last token is the beginning of one in the text.</param>
    public sealed record Part(IReadOnlyList<string> Tokens, bool IsPrefix);

    public static SearchQuery Parse(string? typed)
    {
        var text = typed ?? "";
        var cut = text.Length > LengthMax;
        if (cut)
        {
            text = text[..(LengthMax - (char.IsHighSurrogate(text[LengthMax - 1]) ? 1 : 0))];
        }

        var parts = new List<Part>();
        foreach (var (piece, isQuoted) in Pieces(NormalForm.ForSearch(text)))
        {
            parts.AddRange(isQuoted ? Phrase(piece) : Words(piece));
        }

        var distinct = parts.DistinctBy(p => (string.Join(' ', p.Tokens), p.IsPrefix)).ToList();
        return new SearchQuery([.. distinct.Take(PartsMax)], cut || distinct.Count > PartsMax);
    }

    /// <summary>The query in FTS5's language; an empty string when there is nothing to search for.</summary>
    public string ToFts5() => string.Join(" AND ", Parts.Select(p => $"\"{string.Join(' ', p.Tokens)}\"{(p.IsPrefix ? "*" : "")}"));

    /// <summary>The query as the text of a PostgreSQL <c>tsquery</c>, to be cast and not parsed.</summary>
    public string ToTsQuery()
    {
        var query = new StringBuilder();
        foreach (var part in Parts)
        {
            query.Append(query.Length == 0 ? "" : " & ")
                .Append(part.Tokens.Count > 1 ? "(" : "")
                .AppendJoin(" <-> ", part.Tokens.Select((token, i) => $"'{token}'{(part.IsPrefix && i == part.Tokens.Count - 1 ? ":*" : "")}"))
                .Append(part.Tokens.Count > 1 ? ")" : "");
        }

        return query.ToString();
    }

    // Search form has turned full-width marks into plain ones already.
    private static IEnumerable<(string Text, bool IsQuoted)> Pieces(string text)
    {
        var pieces = text.Replace('“', '"').Replace('”', '"').Split('"');
        for (var i = 0; i < pieces.Length; i++)
        {
            // A mark that is never closed quotes nothing.
            yield return (pieces[i], i % 2 == 1 && i < pieces.Length - 1);
        }
    }

    private static IEnumerable<Part> Words(string text)
    {
        foreach (var run in SearchTokens.Runs(text))
        {
            var pairs = run.IsUnspaced ? SearchTokens.Pairs(run.Text).ToList() : [];
            if (pairs.Count > 0)
            {
                foreach (var pair in pairs)
                {
                    yield return new Part([pair], IsPrefix: false);
                }
            }
            else
            {
                // A single Latin letter or figure would be the beginning of too much.
                yield return new Part([run.Text], IsPrefix: run.IsUnspaced || run.Text.Length > 1);
            }
        }
    }

    private static Part[] Phrase(string text)
    {
        var runs = SearchTokens.Runs(text).ToList();
        var tokens = new List<string>();
        for (var i = 0; i < runs.Count; i++)
        {
            if (!runs[i].IsUnspaced)
            {
                tokens.Add(runs[i].Text);
                continue;
            }

            var pairs = SearchTokens.Pairs(runs[i].Text).ToList();
            tokens.AddRange(pairs);

            // Inside the phrase the run ends as it does in the text, with its last character alone; at the end it may go on.
            if (i < runs.Count - 1)
            {
                tokens.Add(SearchTokens.LastOf(runs[i].Text));
            }
            else if (pairs.Count == 0)
            {
                return [new Part([.. tokens, runs[i].Text], IsPrefix: true)];
            }
        }

        return tokens.Count > 0 ? [new Part(tokens, IsPrefix: false)] : [];
    }
}
