namespace Gongxin.Catalogue.Search.Synonyms;

// The words of the list in force, read once and again when somebody saved another.
internal sealed class SynonymBook(LiveIndex live)
{
    private volatile Edition? _edition;

    public async Task<SearchWords> WordsAsync(SearchSource source, CancellationToken ct) =>
        (_edition ?? await LoadAsync(source, ct)).Words;

    // Looks whether another process saved a list.
    public async Task RefreshAsync(SearchSource source, CancellationToken ct)
    {
        if (_edition is { } edition && await source.SynonymNumberAsync(ct) != edition.Number)
        {
            await LoadAsync(source, ct);
        }
    }

    private async Task<Edition> LoadAsync(SearchSource source, CancellationToken ct)
    {
        var list = await source.SynonymsAsync(ct);
        var groups = SynonymText.Read(list?.Text ?? SynonymText.BuiltIn).Groups;
        return _edition = new Edition(list?.Number ?? 0, new SearchWords(groups, live.Regions));
    }

    private sealed record Edition(int Number, SearchWords Words);
}
