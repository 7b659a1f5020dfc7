using Gongxin.Kernel.Time;

namespace Gongxin.Catalogue.Search;

// The index of one process, in memory: terms, documents, and what the list needs beside them (decision 0013). Many read at
// once; a change waits for them and takes well below a millisecond.
internal sealed class SearchIndex : IDisposable
{
    private const int FacetValuesMax = 100;

    // When more than this share of the numbers belongs to documents that are gone, the index is built anew.
    private const double GoneMax = 0.3;
    private const int GoneMin = 1000;

    private readonly ReaderWriterLockSlim _lock = new();
    private readonly TermTable _terms;
    private readonly IndexedDocuments _documents;
    private readonly SearchRegions _regions;
    private readonly DocumentTerms _termsOf;

    public SearchIndex(SearchRegions regions)
        : this(new TermTable(), new IndexedDocuments(), regions)
    {
    }

    private SearchIndex(TermTable terms, IndexedDocuments documents, SearchRegions regions) =>
        (_terms, _documents, _regions, _termsOf) = (terms, documents, regions, new DocumentTerms(regions));

    public void Dispose() => _lock.Dispose();

    public IndexSize Size => Read(() => new IndexSize(_documents.Count, _terms.Count, _terms.PostingCount, _documents.Bytes));

    public bool IsWorn => Read(() => _documents.NumberCount - _documents.Count is var gone && gone > GoneMin && gone > _documents.NumberCount * GoneMax);

    // Takes the newest state of documents in; the slugs that have none are taken out. A document that did not change stays.
    public void Put(IReadOnlyCollection<SearchDocument> documents, IEnumerable<string> gone)
    {
        _lock.EnterWriteLock();
        try
        {
            foreach (var slug in gone)
            {
                _documents.Remove(slug);
            }

            foreach (var document in documents)
            {
                var body = document.Encode();
                if (_documents.Body(document.Slug) is { } known && known.AsSpan().SequenceEqual(body))
                {
                    continue;
                }

                var number = _documents.Add(document, body);
                foreach (var (term, fields) in _termsOf.Of(document))
                {
                    _terms.Add(term, number, fields);
                }
            }

            _terms.Settle(whole: documents.Count > 1);
        }
        finally
        {
            _lock.ExitWriteLock();
        }
    }

    public SearchFound Find(Question question, DatasetFilter filter, bool facets, DateTime now)
    {
        Reach(LegalZone.LegalDay(now));
        return Read(() => Narrowed(question, filter, facets, now));
    }

    private SearchFound Narrowed(Question question, DatasetFilter filter, bool facets, DateTime now)
    {
        var matcher = new Matcher(_terms, _documents, SearchFields.All);
        using var hits = question.IsEmpty ? null : matcher.All(question);
        var isLoose = hits is { Count: 0 } && question.Loosened().Clauses.Count > 1;
        using var loose = isLoose ? matcher.Most(question.Loosened()) : null;
        return new Narrowing(_documents, filter).Of(loose ?? hits, facets, now) with { IsLoose = loose is { Count: > 0 } };
    }

    // Once a day.
    private void Reach(DateOnly day)
    {
        if (Read(() => _documents.Day) == day)
        {
            return;
        }

        _lock.EnterWriteLock();
        try
        {
            _documents.SetDay(day);
        }
        finally
        {
            _lock.ExitWriteLock();
        }
    }

    // How many documents of each theme or provider have the words in its own name, and the best documents by their titles.
    public SearchFound FindNamed(Question question, SearchFields fields, int limit, DateTime now) => Read(() =>
    {
        if (question.IsEmpty)
        {
            return SearchFound.Nothing;
        }

        using var hits = new Matcher(_terms, _documents, fields).All(question);
        return new Narrowing(_documents, new DatasetFilter { Words = "?", Limit = limit }).Of(hits, facets: true, now);
    });

    public SearchDocument? Document(string slug) => Read(() => _documents.Body(slug) is { } body ? SearchDocument.Decode(body) : null);

    public byte[]? Body(string slug) => Read(() => _documents.Body(slug));

    public IReadOnlyList<string> Slugs() => Read(() => _documents.Slugs.ToList());

    // Every term of the document leads to it.
    public bool IsWhole(string slug) => Read(() => _documents.IsComplete(slug, _terms, new DocumentTerms(_regions)));

    public void Write(BinaryWriter writer) => Read(() =>
    {
        _documents.Write(writer);
        _terms.Write(writer);
        return true;
    });

    public static SearchIndex Read(BinaryReader reader, SearchRegions regions)
    {
        var documents = IndexedDocuments.Read(reader);
        return new SearchIndex(TermTable.Read(reader), documents, regions);
    }

    private T Read<T>(Func<T> read)
    {
        _lock.EnterReadLock();
        try
        {
            return read();
        }
        finally
        {
            _lock.ExitReadLock();
        }
    }

    // Facet values, most first; the chosen one is among them however seldom it is.
    internal static IReadOnlyList<(string Value, int Count)> Top(FacetColumn column, int[] counts, int? chosen) =>
        [.. Enumerable.Range(1, Math.Max(0, counts.Length - 1)).Where(code => counts[code] > 0)
            .OrderByDescending(code => code == chosen).ThenByDescending(code => counts[code]).ThenBy(code => column.Value(code), StringComparer.Ordinal)
            .Take(FacetValuesMax)
            .OrderByDescending(code => counts[code]).ThenBy(code => column.Value(code), StringComparer.Ordinal)
            .Select(code => (column.Value(code), counts[code]))];
}

internal sealed record IndexSize(int Documents, int Terms, long Postings, long DocumentBytes);

// Facets: theme, provider, format, licence, year, freshness, in this order.
internal sealed record SearchFound(
    IReadOnlyList<FoundPlace> Places, int Total, bool HasMore, SearchPlace? Last, IReadOnlyList<IReadOnlyList<(string Value, int Count)>> Facets, bool IsLoose)
{
    // English names of the providers in the facet, where they have one.
    public IReadOnlyDictionary<string, string> ProvidersEn { get; init; } = new Dictionary<string, string>();

    public static SearchFound Nothing { get; } = new([], 0, false, null, [[], [], [], [], [], []], false);
}

// Body: the document's short form, decoded by whoever needs more than its name.
internal sealed record FoundPlace(Guid Id, string Slug, byte[] Body);
