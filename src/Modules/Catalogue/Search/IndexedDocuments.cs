using System.Globalization;
using Gongxin.Catalogue.Datasets;
using Gongxin.Catalogue.Timeliness;
using Gongxin.Kernel.Text;
using Gongxin.Kernel.Time;

namespace Gongxin.Catalogue.Search;

// The documents of an index by number, each in its short form, and beside it what sorting, narrowing and weighing need at once.
// A number is given once; a changed document gets a new one.
internal sealed class IndexedDocuments
{
    private readonly List<byte[]?> _bodies = [];
    private readonly List<Facts> _facts = [];
    private readonly Dictionary<string, int> _bySlug = new(StringComparer.Ordinal);

    private readonly Dictionary<string, string> _providersEn = new(StringComparer.Ordinal);

    public FacetColumn Themes { get; } = new();
    public FacetColumn Providers { get; } = new();
    public FacetColumn Formats { get; } = new();
    public FacetColumn Licences { get; } = new();
    public FacetColumn Years { get; } = new();
    public FacetColumn Freshness { get; } = new();

    // The day that Freshness is of.
    public DateOnly Day { get; private set; }

    // Numbers given, those of documents that are gone included.
    public int NumberCount => _bodies.Count;

    public int Count => _bySlug.Count;

    public long Bytes { get; private set; }

    public IEnumerable<string> Slugs => _bySlug.Keys;

    public string? ProviderEn(string provider) => _providersEn.GetValueOrDefault(provider);

    public bool IsThere(int number) => _bodies[number] is not null;

    public FoundPlace Place(int number) => new(_facts[number].Id, _facts[number].Slug, _bodies[number]!);

    public SearchDocument Document(int number) => SearchDocument.Decode(_bodies[number]!);

    public byte[]? Body(string slug) => _bySlug.TryGetValue(slug, out var number) ? _bodies[number] : null;

    public int? NumberOf(string slug) => _bySlug.TryGetValue(slug, out var number) ? number : null;

    public Facts Of(int number) => _facts[number];

    // Gives the number.
    public int Add(SearchDocument document, byte[] body) => Add(document, body, Facts.Of(document));

    private int Add(SearchDocument document, byte[] body, Facts facts)
    {
        // Postings have no room for more: the index is built anew long before, when so many documents were replaced.
        if (_bodies.Count > Postings.NumberMax)
        {
            throw new InvalidOperationException($"A search index holds at most {Postings.NumberMax + 1} documents.");
        }

        Remove(document.Slug);
        _bySlug[document.Slug] = _bodies.Count;
        _bodies.Add(body);
        Bytes += body.Length;
        _facts.Add(facts);
        Themes.Add(document.Theme);
        Providers.Add(document.Provider);
        if (document is { Provider: { } provider, ProviderEn: { } english })
        {
            _providersEn[provider] = english;
        }

        Formats.Add(document.Format);
        Licences.Add(document.Licence);
        Years.Add(LegalZone.LegalDay(document.PublishedAt).Year.ToString(CultureInfo.InvariantCulture));
        Freshness.Add(facts.FreshnessOn(Day));
        return _bodies.Count - 1;
    }

    // Whether data is late changes by itself, with the day.
    public void SetDay(DateOnly day)
    {
        Day = day;
        for (var number = 0; number < _facts.Count; number++)
        {
            Freshness.Set(number, _facts[number].FreshnessOn(day));
        }
    }

    public bool Remove(string slug)
    {
        if (!_bySlug.Remove(slug, out var number))
        {
            return false;
        }

        Bytes -= _bodies[number]!.Length;
        _bodies[number] = null;
        return true;
    }

    public bool IsComplete(string slug, TermTable terms, DocumentTerms termsOf)
    {
        if (!_bySlug.TryGetValue(slug, out var number))
        {
            return false;
        }

        return termsOf.Of(Document(number)).All(t =>
            terms.Find(t.Key) is { } postings && postings.Items.BinarySearch(Postings.Pack(number, (int)t.Value)) >= 0);
    }

    // Numbers stay as they are, because postings name them.
    public void Write(BinaryWriter writer)
    {
        writer.Write7BitEncodedInt(_bodies.Count);
        for (var number = 0; number < _bodies.Count; number++)
        {
            writer.Write7BitEncodedInt(_bodies[number]?.Length ?? 0);
            if (_bodies[number] is { } body)
            {
                writer.Write(body);
                writer.Write(_facts[number].TitleOrder);
                writer.Write7BitEncodedInt(_facts[number].TitleLength);
                writer.Write7BitEncodedInt(_facts[number].TitleWords);
            }
        }
    }

    public static IndexedDocuments Read(BinaryReader reader)
    {
        var documents = new IndexedDocuments();
        for (var left = reader.Read7BitEncodedInt(); left > 0; left--)
        {
            var length = reader.Read7BitEncodedInt();
            if (length == 0)
            {
                documents.AddGone();
                continue;
            }

            var body = reader.ReadBytes(length);
            var document = SearchDocument.Decode(body);
            documents.Add(document, body, Facts.Of(document, reader.ReadString(), reader.Read7BitEncodedInt(), reader.Read7BitEncodedInt()));
        }

        return documents;
    }

    private void AddGone()
    {
        _bodies.Add(null);
        _facts.Add(Facts.Gone);
        foreach (var column in new[] { Themes, Providers, Formats, Licences, Years, Freshness })
        {
            column.Add(null);
        }
    }

    internal sealed record Facts(Guid Id, string Slug, string TitleOrder, int TitleLength, int TitleWords, long PublishedTicks, long Rows, float Quality, DateOnly? DueSoonFrom, DateOnly? OverdueFrom)
    {
        private const int TitleOrderMax = 120;

        public static Facts Gone { get; } = new(Guid.Empty, "", "", 1, 1, 0, 0, 0, null, null);

        public bool IsOverdueOn(DateOnly day) => day >= OverdueFrom;

        // Null when no update is promised.
        public string? FreshnessOn(DateOnly day) => OverdueFrom is null ? null : SearchDatasets.NameOf(
            IsOverdueOn(day) ? FreshnessState.Overdue : day >= DueSoonFrom ? FreshnessState.DueSoon : FreshnessState.Current);

        public static Facts Of(SearchDocument document)
        {
            // Chinese titles in the order of their reading.
            var order = $"{Pinyin.Of(document.Title)} {document.Title}";
            return Of(
                document,
                order.Length <= TitleOrderMax ? order : order[..TitleOrderMax],
                Math.Max(1, SearchText.Units(document.Title).Count),
                Math.Max(1, SearchText.Units(document.TitleEn ?? document.Title).Count));
        }

        public static Facts Of(SearchDocument document, string titleOrder, int titleLength, int titleWords) =>
            new(document.Id, document.Slug, titleOrder, titleLength, titleWords, document.PublishedAt.Ticks, document.RowCount, document.Quality, document.DueSoonFrom, document.OverdueFrom);
    }
}
