namespace Gongxin.Kernel.Text;

/// <summary>
/// Folds plural and singular of English words together, by their endings only: industries and industry, codes and code. It
/// serves search, where a word that is folded wrongly is folded wrongly on both sides.
/// </summary>
public static class EnglishWord
{
    private const int ShortMax = 3;

    /// <summary>The folded word; the same instance when nothing changes. Expects search form.</summary>
    public static string Fold(string word) =>
        word.Length <= ShortMax || word[^1] != 's' || word.AsSpan().IndexOfAnyExceptInRange('a', 'z') >= 0 ? word
        : word.EndsWith("ies", StringComparison.Ordinal) && word.Length > ShortMax + 1 ? word[..^3] + "y"
        : word.EndsWith("sses", StringComparison.Ordinal) || word.EndsWith("xes", StringComparison.Ordinal)
            || word.EndsWith("ches", StringComparison.Ordinal) || word.EndsWith("shes", StringComparison.Ordinal) ? word[..^2]
        : word[^2] is 's' or 'u' or 'i' ? word
        : word[..^1];
}
