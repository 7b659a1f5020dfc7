namespace Gongxin.Contracts.Portal;

/// <summary>How much the published data is used, as far as it was counted. Nothing about anybody is known.</summary>
public interface IUsage
{
    /// <summary>Use of one dataset in the last days, today included.</summary>
    Task<UseCount> OfDatasetAsync(string slug, int days, CancellationToken ct);
}

/// <summary>Sums over a time.</summary>
/// <param name="Views">Pages read in a browser.</param>
/// <param name="Downloads">Files begun.</param>
/// <param name="ApiCalls">Calls by programs.</param>
public sealed record UseCount(long Views, long Downloads, long ApiCalls);

public enum UseKind
{
    View,
    Download,
    ApiCall,
}

/// <summary>Stands on a route whose answers are counted as something else than its address says.</summary>
public sealed record CountedAs(UseKind Kind);
