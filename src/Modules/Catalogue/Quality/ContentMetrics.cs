using Gongxin.Catalogue.Versions;
using Gongxin.Contracts.Datastore;
using Gongxin.Kernel.Tabular;

namespace Gongxin.Catalogue.Quality;

// How good the data of a version is, by the report that was made when it was loaded.
internal static class ContentMetrics
{
    public static IEnumerable<Measured> Of(DatasetVersion version, DatasetVersion? before)
    {
        var quality = version.Quality;
        var filled = quality.Columns.Sum(c => c.Filled);
        var quarantined = quality.Columns.Sum(c => c.Quarantined);
        yield return new Measured("content.completeness", filled, filled + quarantined + quality.Columns.Sum(c => c.Missing), WorstOf(quality, c => c.Missing));
        yield return new Measured("content.validity", filled, filled + quarantined, WorstOf(quality, c => c.Quarantined));
        yield return Uniqueness(version);
        yield return new Measured("content.consistency", version.RowsLoaded, version.RowsRead);
        yield return Drift(version, before);
    }

    // Only who has declared a key has said what must differ.
    private static Measured Uniqueness(DatasetVersion version)
    {
        var key = version.Schema.PrimaryKey;
        var doubles = version.FindingCounts.GetValueOrDefault(FindingCodes.RowDuplicateKey) + version.FindingCounts.GetValueOrDefault(FindingCodes.CellDuplicate);
        return key.Count == 0
            ? new Measured("content.uniqueness", 0, 0)
            : new Measured("content.uniqueness", Math.Max(0, version.RowsRead - doubles), version.RowsRead, string.Join("; ", key));
    }

    private static Measured Drift(DatasetVersion version, DatasetVersion? before)
    {
        if (before is null)
        {
            return new Measured("content.drift", 0, 0);
        }

        var changes = ColumnDrift.Between(before.Schema, before.Quality, version.Schema, version.Quality);
        var all = before.Schema.Columns.Concat(version.Schema.Columns).Select(c => c.Name).Distinct(StringComparer.Ordinal).Count();
        return new Measured("content.drift", all - changes.Count, all, changes.Count == 0 ? null : string.Join("; ", changes.Select(c => $"{c.Column} ({c.Kind})")));
    }

    // Names of the columns with the most such cells.
    private static string? WorstOf(QualityReport quality, Func<ColumnQuality, long> faults)
    {
        const int Shown = 5;
        var worst = quality.Columns.Where(c => faults(c) > 0).OrderByDescending(faults).ThenBy(c => c.Name, StringComparer.Ordinal).Take(Shown).Select(c => $"{c.Name} ({faults(c)})").ToList();
        return worst.Count == 0 ? null : string.Join("; ", worst);
    }
}
