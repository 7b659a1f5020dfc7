namespace Gongxin.Modules.Tests.Datastore.Diff;

// The same differences found by looking at every row, without SQL.
internal static class PlainDiff
{
    // The first `keys` cells name a row; none: rows are compared whole.
    public static IEnumerable<string> Of(List<string?[]> from, List<string?[]> to, int keys)
    {
        var (before, after) = (Numbered(from), Numbered(to));
        var named = keys == 0 ? [] : NamedOnce(before, after, keys);
        var whole = new Dictionary<string, (List<long> From, List<long> To)>(StringComparer.Ordinal);
        var pairs = named.ToDictionary(k => k, _ => (From: default((long Row, string?[] Cells)?), To: default((long Row, string?[] Cells)?)), StringComparer.Ordinal);
        foreach (var (row, isFrom) in before.Select(r => (r, true)).Concat(after.Select(r => (r, false))))
        {
            if (KeyOf(row.Cells, keys) is { } key && named.Contains(key))
            {
                pairs[key] = isFrom ? (row, pairs[key].To) : (pairs[key].From, row);
                continue;
            }

            var text = Joined(row.Cells);
            if (!whole.TryGetValue(text, out var equal))
            {
                whole[text] = equal = ([], []);
            }

            (isFrom ? equal.From : equal.To).Add(row.Row);
        }

        foreach (var (was, now) in pairs.Values)
        {
            if (was is null || now is null)
            {
                yield return was is null ? $"Added  {now!.Value.Row}" : $"Removed {was.Value.Row} ";
            }
            else if (!was.Value.Cells.SequenceEqual(now.Value.Cells))
            {
                yield return $"Changed {was.Value.Row} {now.Value.Row}";
            }
        }

        foreach (var (was, now) in whole.Values)
        {
            foreach (var row in was.Skip(now.Count))
            {
                yield return $"Removed {row} ";
            }

            foreach (var row in now.Skip(was.Count))
            {
                yield return $"Added  {row}";
            }
        }
    }

    private static List<(long Row, string?[] Cells)> Numbered(List<string?[]> rows) => [.. rows.Select((cells, at) => (Versions.RowNumber(at), cells))];

    private static HashSet<string> NamedOnce(List<(long Row, string?[] Cells)> before, List<(long Row, string?[] Cells)> after, int keys)
    {
        var repeated = new[] { before, after }.SelectMany(side => side.Select(r => KeyOf(r.Cells, keys)).OfType<string>().GroupBy(k => k).Where(g => g.Count() > 1).Select(g => g.Key));
        return [.. before.Concat(after).Select(r => KeyOf(r.Cells, keys)).OfType<string>().Except(repeated)];
    }

    private static string? KeyOf(string?[] cells, int keys) => keys == 0 || cells.Take(keys).Any(c => c is null) ? null : Joined(cells.Take(keys));

    private static string Joined(IEnumerable<string?> cells) => string.Join('|', cells.Select(c => c ?? "<null>"));
}
