using Gongxin.Catalogue.Datasets;
using Gongxin.Kernel.Text;

namespace Gongxin.Catalogue.Search;

// The terms of a document with the fields they stand in. Used again and again for one document after the other.
internal sealed class DocumentTerms(SearchRegions regions)
{
    private readonly Dictionary<string, SearchFields> _terms = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, SearchFields> Of(SearchDocument document)
    {
        _terms.Clear();
        AddNamed(document.Title, SearchFields.Title);
        AddNamed(document.TitleEn, SearchFields.Title);
        AddText(document.Slug, SearchFields.Name);
        AddNamed(document.Provider, SearchFields.Provider);
        AddNamed(document.ProviderEn, SearchFields.Provider);
        foreach (var name in Themes.NamesOf(document.Theme))
        {
            AddNamed(name, SearchFields.Theme);
        }

        AddPlaced(document.Summary, SearchFields.Summary);
        AddPlaced(document.SummaryEn, SearchFields.Summary);
        foreach (var column in document.Columns)
        {
            AddNamed(column.Name, SearchFields.Column);
            AddNamed(column.Title, SearchFields.Column);
            AddText(column.Description, SearchFields.Column);
            foreach (var value in column.Values)
            {
                AddPlaced(value, SearchFields.Value);
            }
        }

        return _terms;
    }

    // Names are also found by their reading.
    private void AddNamed(string? text, SearchFields field)
    {
        AddPlaced(text, field);
        if (text is not null && SearchText.HasChinese(text))
        {
            AddReadings(text, field);
        }
    }

    private void AddPlaced(string? text, SearchFields field)
    {
        AddText(text, field);
        if (text is not null && SearchText.HasChinese(text))
        {
            foreach (var code in regions.WithParents(NormalForm.ForSearch(text)))
            {
                Add(SearchText.Region(code), field);
            }
        }
    }

    private void AddText(string? text, SearchFields field)
    {
        if (string.IsNullOrEmpty(text))
        {
            return;
        }

        var units = SearchText.Units(text);
        for (var i = 0; i < units.Count; i++)
        {
            // Every character begins some term: the last of a run stands alone.
            if (units[i].IsWord || units[i].IsRunEnd)
            {
                Add(units[i].Text, field);
            }

            if (i + 1 < units.Count)
            {
                Add(SearchText.Pair(units[i], units[i + 1]), field);
            }
        }
    }

    private void AddReadings(string text, SearchFields field)
    {
        var parts = Pinyin.Of(text).Split(' ');
        for (var i = 0; i < parts.Length; i++)
        {
            Add(SearchText.Pinyin(i + 1 < parts.Length ? $"{parts[i]} {parts[i + 1]}" : parts[i]), field);
        }

        var initials = Pinyin.Initials(text);
        for (var i = 0; i < initials.Length; i++)
        {
            Add(SearchText.Initials(initials.Substring(i, Math.Min(SearchText.InitialsLength, initials.Length - i))), field);
        }
    }

    private void Add(string term, SearchFields field) =>
        _terms[term] = _terms.TryGetValue(term, out var fields) ? fields | field : field;
}
