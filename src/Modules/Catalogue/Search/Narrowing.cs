namespace Gongxin.Catalogue.Search;

// Goes through what was found once: leaves what the filter lets through, sorted, and counts for each facet what the other
// parts of the filter let through.
internal sealed class Narrowing(IndexedDocuments documents, DatasetFilter filter)
{
    private const int NoMatch = -1;

    private readonly FacetColumn[] _columns = [documents.Themes, documents.Providers, documents.Formats, documents.Licences, documents.Years, documents.Freshness];
    private readonly string?[] _values = [filter.Theme, filter.Provider, filter.Format, filter.Licence, filter.Year, filter.Freshness];

    // Null hits: every document.
    public SearchFound Of(Hits? hits, bool facets, DateTime now)
    {
        var wanted = _columns.Select((column, i) => _values[i] is { } value ? column.CodeOf(value) ?? NoMatch : (int?)null).ToArray();
        var counts = _columns.Select(column => new int[facets ? column.ValueCount : 0]).ToArray();
        var ranking = new Ranking(documents, filter.EffectiveOrder, now);
        var best = new BestPlaces(ranking, (int)Math.Min(int.MaxValue, (long)filter.Offset + filter.Limit), Mark(hits, ranking));
        var total = 0;
        var count = hits?.Count ?? documents.NumberCount;
        for (var i = 0; i < count; i++)
        {
            var number = hits?.Number(i) ?? i;
            if (hits is null && !documents.IsThere(number))
            {
                continue;
            }

            var failed = Failed(number, wanted);
            if (failed == Passed)
            {
                total++;
                best.Offer(ranking.PlaceOf(number, hits?.Score(i) ?? 0));
            }

            if (facets && failed != FailedMany)
            {
                Count(number, failed, counts);
            }
        }

        var places = best.Sorted();
        IReadOnlyList<IReadOnlyList<(string Value, int Count)>> facetValues = [.. _columns.Select((column, i) => SearchIndex.Top(column, counts[i], wanted[i]))];
        var page = places.Skip(filter.Offset).Take(filter.Limit).ToList();
        return new SearchFound(
            [.. page.Select(p => documents.Place(p.Number))],
            total,
            HasMore: best.Offered > filter.Offset + page.Count,
            page.Count == 0 ? null : ranking.Described(page[^1]),
            facetValues,
            IsLoose: false)
        {
            ProvidersEn = facetValues[1].Where(p => documents.ProviderEn(p.Value) is not null).ToDictionary(p => p.Value, p => documents.ProviderEn(p.Value)!, StringComparer.Ordinal),
        };
    }

    // How well datasets fit changes with what else there is, so a place in that order is where its dataset stands now; in the other
    // orders it is where it stood, so that a dataset that moves is not met twice.
    private SearchPlace? Mark(Hits? hits, Ranking ranking) =>
        filter is { After: { } after, EffectiveOrder: DatasetOrder.Relevance } && hits is not null
        && documents.NumberOf(after.Slug) is { } number && hits.IndexOf(number) is >= 0 and var at
            ? ranking.Described(ranking.PlaceOf(number, hits.Score(at)))
            : filter.After;

    private const int Passed = -1;
    private const int FailedMany = -2;

    // The facet that alone keeps the document out.
    private int Failed(int number, int?[] wanted)
    {
        var failed = Passed;
        for (var facet = 0; facet < wanted.Length; facet++)
        {
            if (wanted[facet] is { } code && _columns[facet][number] != code)
            {
                if (failed != Passed)
                {
                    return FailedMany;
                }

                failed = facet;
            }
        }

        return failed;
    }

    private void Count(int number, int failed, int[][] counts)
    {
        if (failed != Passed)
        {
            counts[failed][_columns[failed][number]]++;
            return;
        }

        for (var facet = 0; facet < counts.Length; facet++)
        {
            counts[facet][_columns[facet][number]]++;
        }
    }

    // The first so many places of a list that is never sorted whole.
    private sealed class BestPlaces(Ranking ranking, int wanted, SearchPlace? after)
    {
        private readonly PriorityQueue<Ranking.Place, Ranking.Place> _kept =
            new(Comparer<Ranking.Place>.Create((first, second) => ranking.Compare(second, first)));

        // How many lie behind the place to begin after.
        public int Offered { get; private set; }

        public void Offer(Ranking.Place place)
        {
            if (after is not null && !ranking.IsAfter(place, after))
            {
                return;
            }

            Offered++;
            if (_kept.Count < wanted)
            {
                _kept.Enqueue(place, place);
            }
            else if (wanted > 0)
            {
                _kept.EnqueueDequeue(place, place);
            }
        }

        public List<Ranking.Place> Sorted()
        {
            var sorted = new List<Ranking.Place>(_kept.Count);
            while (_kept.TryDequeue(out var place, out _))
            {
                sorted.Add(place);
            }

            sorted.Reverse();
            return sorted;
        }
    }
}
