using System.Buffers;

namespace Gongxin.Catalogue.Search;

// Finds the documents of a question and says how well they fit. Runs under the index's lock for reading.
internal sealed class Matcher(TermTable terms, IndexedDocuments documents, SearchFields fields)
{
    // What covering the whole title adds.
    private const float ForTitle = 4;

    // A document must have this share of a loosened question.
    private const float LooseLeast = 0.5f;

    // All clauses. The caller disposes the hits.
    public Hits All(Question question)
    {
        var found = question.Clauses.Select(Find).OrderBy(h => h.Count).ToList();
        for (var i = 1; i < found.Count; i++)
        {
            found[0].Keep(found[i], sameField: false);
            found[i].Dispose();
        }

        return found[0];
    }

    // Enough of the clauses, by their rarity.
    public Hits Most(Question question)
    {
        var found = question.Clauses.Select(Find).ToList();
        var weights = found.Select(h => h.Count == 0 ? 0 : Rarity(h.Count)).ToList();
        var present = found.Select(Presence).Aggregate((first, second) => Hits.Either(first, second, together: true));
        present.KeepScored(weights.Sum() * LooseLeast);
        var all = found.Aggregate((first, second) => Hits.Either(first, second, together: true));
        all.Keep(present, sameField: false);
        present.Dispose();
        return all;
    }

    private Hits Presence(Hits found)
    {
        var present = new Hits(found.Count);
        var rarity = Rarity(found.Count);
        for (var i = 0; i < found.Count; i++)
        {
            present.Add(found.Number(i), found.Fields(i), rarity);
        }

        return present;
    }

    private Hits Find(Clause clause)
    {
        var found = Find(clause, clause.Choices[0]);
        foreach (var choice in clause.Choices.Skip(1))
        {
            found = Hits.Either(found, Find(clause, choice), together: false);
        }

        var rarity = Rarity(found.Count);
        for (var i = 0; i < found.Count; i++)
        {
            found.Score(i) *= rarity;
        }

        return found;
    }

    private float Rarity(int count) => MathF.Log(1 + ((float)documents.NumberCount / Math.Max(1, count)));

    // All terms in one field.
    private Hits Find(Clause clause, Choice choice)
    {
        var whole = choice.IsPrefix ? choice.Terms.Take(choice.Terms.Count - 1) : choice.Terms;
        var lists = new List<Postings>();
        foreach (var term in whole)
        {
            if (terms.Find(term) is not { } postings)
            {
                return new Hits(0);
            }

            lists.Add(postings);
        }

        lists.Sort((first, second) => first.Count.CompareTo(second.Count));
        var hits = choice.IsPrefix ? Beginning(choice.Terms[^1]) : OfList(lists[0].Items);
        foreach (var list in choice.IsPrefix ? lists : lists.Skip(1))
        {
            hits.Keep(list.Items);
        }

        for (var i = 0; i < hits.Count; i++)
        {
            hits.Score(i) = choice.Weight * Fit(hits.Fields(i), hits.Number(i), clause, choice);
        }

        return hits;
    }

    private float Fit(int where, int number, Clause clause, Choice choice)
    {
        var fit = FieldWeights.Of(where);
        if ((where & (int)SearchFields.Title) != 0)
        {
            var facts = documents.Of(number);
            var length = choice.Kind is ChoiceKind.Literal && char.IsAsciiLetter(clause.Text[0]) ? facts.TitleWords : facts.TitleLength;
            fit += ForTitle * Math.Min(1, (float)clause.Length / length);
        }

        return fit;
    }

    private Hits OfList(ReadOnlySpan<uint> postings)
    {
        var hits = new Hits(postings.Length);
        foreach (var item in postings)
        {
            var number = Postings.NumberOf(item);
            if ((Postings.FieldsOf(item) & (int)fields) is var here and not 0 && documents.IsThere(number))
            {
                hits.Add(number, here, 0);
            }
        }

        return hits;
    }

    // Many lists at once: their fields are gathered per document.
    private Hits Beginning(string prefix)
    {
        var lists = terms.Beginning(prefix).ToList();
        if (lists.Count == 1)
        {
            return OfList(lists[0].Items);
        }

        var gathered = ArrayPool<byte>.Shared.Rent(documents.NumberCount + 1);
        gathered.AsSpan(0, documents.NumberCount).Clear();
        var count = 0;
        foreach (var list in lists)
        {
            foreach (var item in list.Items)
            {
                ref var known = ref gathered[Postings.NumberOf(item)];
                count += known == 0 ? 1 : 0;
                known |= (byte)Postings.FieldsOf(item);
            }
        }

        var hits = new Hits(count);
        var left = gathered.AsSpan(0, documents.NumberCount);
        for (var at = 0; count > 0; at++)
        {
            at += left[at..].IndexOfAnyExcept((byte)0);
            count--;
            if ((left[at] & (int)fields) is var here and not 0 && documents.IsThere(at))
            {
                hits.Add(at, here, 0);
            }
        }

        ArrayPool<byte>.Shared.Return(gathered);
        return hits;
    }
}
