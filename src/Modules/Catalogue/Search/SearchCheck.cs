namespace Gongxin.Catalogue.Search;

// Compares the index with the database: every published dataset is in it as it is, found by every term, and nothing else is.
internal sealed class SearchCheck(LiveIndex live, SearchSource source)
{
    public const int FaultsMax = 100;

    public async Task<SearchCheckReport> RunAsync(IProgress<long>? progress, CancellationToken ct)
    {
        var index = await live.CurrentAsync(source, ct);
        var left = index.Slugs().ToHashSet(StringComparer.Ordinal);
        var suspects = new List<string>();
        var read = 0L;
        await foreach (var batch in source.ReadAllAsync(ct))
        {
            suspects.AddRange(batch.Where(d => FaultOf(index, d) is not null).Select(d => d.Slug));
            left.ExceptWith(batch.Select(d => d.Slug));
            read += batch.Count;
            progress?.Report(read);
        }

        suspects.AddRange(left);
        return await AgainAsync(read, suspects, ct);
    }

    // What looks wrong may have changed while it was compared: it is looked at once more when the index has caught up.
    private async Task<SearchCheckReport> AgainAsync(long read, List<string> suspects, CancellationToken ct)
    {
        var faults = new List<SearchFault>();
        foreach (var part in suspects.Chunk(SearchSource.BatchMax))
        {
            var index = await live.CurrentAsync(source, ct);
            var documents = (await source.ReadAsync(part, ct)).ToDictionary(d => d.Slug, StringComparer.Ordinal);
            foreach (var slug in part)
            {
                var fault = documents.TryGetValue(slug, out var document) ? FaultOf(index, document)
                    : index.Body(slug) is null ? null
                    : SearchFaultKind.NotThere;
                if (fault is { } kind)
                {
                    faults.Add(new SearchFault(slug, kind));
                }
            }
        }

        return new SearchCheckReport(read, faults.Count, [.. faults.Take(FaultsMax)]);
    }

    private static SearchFaultKind? FaultOf(SearchIndex index, SearchDocument document) =>
        index.Body(document.Slug) is not { } body ? SearchFaultKind.Missing
        : !body.AsSpan().SequenceEqual(document.Encode()) ? SearchFaultKind.Outdated
        : !index.IsWhole(document.Slug) ? SearchFaultKind.NotFound
        : null;
}

public enum SearchFaultKind
{
    // Published, but not in the index.
    Missing,

    // In the index as it was.
    Outdated,

    // In the index, but some term does not lead to it.
    NotFound,

    // In the index, but not published.
    NotThere,
}

public sealed record SearchFault(string Dataset, SearchFaultKind Kind);

// Faults are at most a hundred; FaultCount is exact.
public sealed record SearchCheckReport(long Checked, int FaultCount, IReadOnlyList<SearchFault> Faults);
