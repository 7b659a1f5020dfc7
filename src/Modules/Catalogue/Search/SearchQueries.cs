using Gongxin.Catalogue.Search.Synonyms;
using Gongxin.Contracts.Catalogue;

namespace Gongxin.Catalogue.Search;

// What the pages of search read and do: the same functions as the API's slices.
public sealed class SearchQueries
{
    private readonly SearchControl _control;
    private readonly SearchCheck _check;
    private readonly SynonymEdits _synonyms;

    internal SearchQueries(SearchControl control, SearchCheck check, SynonymEdits synonyms) => (_control, _check, _synonyms) = (control, check, synonyms);

    public Task<SearchStatus> StatusAsync(CancellationToken ct) => _control.ReadAsync(ct);

    public Task AskRebuildAsync(CancellationToken ct) => _control.AskRebuildAsync(ct);

    public Task<SearchCheckReport> CheckAsync(CancellationToken ct) => _check.RunAsync(null, ct);

    public Task<SynonymsView> SynonymsAsync(CancellationToken ct) => _synonyms.ReadAsync(ct);

    public Task<SynonymsView> SaveSynonymsAsync(string text, int basedOn, CancellationToken ct) => _synonyms.SaveAsync(text, basedOn, ct);
}
