using System.Globalization;
using Gongxin.Contracts.Datastore;
using Gongxin.Datastore.Rows;
using Gongxin.DuckDb;
using Gongxin.Kernel.Tabular;

namespace Gongxin.Datastore.Load;

/// <summary>
/// Describes what is in each column of a written table. One scan for counts, extremes and means of all columns, one for all
/// histograms, and one grouping per column whose values repeat: a column of nearly different values has no frequent ones. The
/// counts of the first scan are those of the file and go into the balance; the report tells those of the typing.
/// </summary>
internal sealed class ColumnProfiles(DuckDBConnection connection, string dataFile, TableSchema schema, CancellationToken ct)
{
    // Up to so many values are counted exactly; beyond, only columns whose values occur twice on average, up to the second.
    private const long ExactValuesMax = 200_000;
    private const long ExactDistinctMax = 1_000_000;
    private const int TopValuesMax = 10;
    private const int ColumnsPerScan = 64;
    private const int ValueLengthMax = 200;
    private const int SummaryFields = 5;

    private readonly long[] _valuesWritten = new long[schema.Columns.Count];

    /// <summary>Rows and values per column as they stand in the file.</summary>
    public WrittenCounts Written { get; private set; } = new(0, []);

    public QualityReport Run(IReadOnlyList<ColumnCounts> counts)
    {
        var columns = new ColumnQuality[schema.Columns.Count];
        foreach (var part in Enumerable.Range(0, columns.Length).Chunk(ColumnsPerScan))
        {
            var histograms = new List<(int Column, HistogramScale Scale)>();
            Summarise(part, counts, columns, histograms);
            CountBuckets(histograms, columns);
        }

        for (var column = 0; column < columns.Length; column++)
        {
            columns[column] = WithTopValues(schema.Columns[column], columns[column]);
        }

        return new QualityReport(columns);
    }

    private void Summarise(int[] part, IReadOnlyList<ColumnCounts> counts, ColumnQuality[] into, List<(int Column, HistogramScale Scale)> histograms)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT {string.Join(", ", part.Select(i => Summary(schema.Columns[i])))}, count(*) FROM {LoadFiles.Parquet(dataFile)}";
        using var reader = command.ExecuteReader(ct);
        reader.ReadChunk(ct);
        Written = new WrittenCounts(reader.Vector(part.Length * SummaryFields).GetInt64(0), _valuesWritten);
        for (var i = 0; i < part.Length; i++)
        {
            var column = schema.Columns[part[i]];
            var at = i * SummaryFields;
            _valuesWritten[part[i]] = reader.Vector(at + 4).GetInt64(0);
            into[part[i]] = new ColumnQuality
            {
                Name = column.Name,
                Filled = counts[part[i]].Filled,
                Missing = counts[part[i]].Missing,
                Quarantined = counts[part[i]].Quarantined,
                Distinct = Math.Min(reader.Vector(at).GetInt64(0), counts[part[i]].Filled),
                DistinctIsEstimate = true,
                Minimum = Short(CellReader.Text(column, reader.Vector(at + 1), 0)),
                Maximum = Short(CellReader.Text(column, reader.Vector(at + 2), 0)),
                Mean = IsNumeric(column) && !reader.Vector(at + 3).IsNull(0) ? reader.Vector(at + 3).GetDouble(0) : null,
            };
            var (lowest, highest) = (CellReader.Value(column, reader.Vector(at + 1), 0), CellReader.Value(column, reader.Vector(at + 2), 0));
            if (lowest is not null && highest is not null && HistogramScale.Of(column, lowest.Value, highest.Value) is { } scale)
            {
                histograms.Add((part[i], scale));
            }
        }
    }

    private void CountBuckets(List<(int Column, HistogramScale Scale)> histograms, ColumnQuality[] columns)
    {
        if (histograms.Count == 0)
        {
            return;
        }

        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT {string.Join(", ", histograms.Select(h => $"histogram({h.Scale.BucketSql})"))} FROM {LoadFiles.Parquet(dataFile)}";
        using var reader = command.ExecuteReader(ct);
        reader.Read(ct);
        for (var i = 0; i < histograms.Count; i++)
        {
            var (column, scale) = histograms[i];
            var buckets = (KeyValuePair<object, object?>[])reader.GetValue(i);
            columns[column] = columns[column] with { Histogram = scale.Buckets(buckets.ToDictionary(b => (byte)b.Key, b => (long)(ulong)b.Value!)) };
        }
    }

    private ColumnQuality WithTopValues(ColumnSchema column, ColumnQuality quality)
    {
        if (quality.Filled == 0)
        {
            return quality with { DistinctIsEstimate = false };
        }

        if (quality.Filled > ExactValuesMax && (quality.Distinct > ExactDistinctMax || quality.Distinct > quality.Filled / 2))
        {
            return quality;
        }

        var name = Sql.Name(column.Name);
        using var command = connection.CreateCommand();
        command.CommandText =
            $"WITH grouped AS MATERIALIZED (SELECT {name} AS v, count(*) AS n FROM {LoadFiles.Parquet(dataFile)} WHERE {name} IS NOT NULL GROUP BY {name}) "
            + string.Create(CultureInfo.InvariantCulture, $"SELECT v, n, (SELECT count(*) FROM grouped) FROM grouped ORDER BY n DESC, v LIMIT {Math.Max(TopValuesMax, ColumnQuality.SamplesMax)}");
        using var reader = command.ExecuteReader(ct);
        var top = new List<ValueShare>();
        var distinct = 0L;
        while (reader.ReadChunk(ct))
        {
            for (var row = 0; row < reader.ChunkRowCount; row++)
            {
                distinct = reader.Vector(2).GetInt64(row);
                top.Add(new ValueShare(Short(CellReader.Text(column, reader.Vector(0), row))!, reader.Vector(1).GetInt64(row)));
            }
        }

        quality = quality with { Distinct = distinct, DistinctIsEstimate = false };
        return top[0].Count > 1 ? quality with { TopValues = [.. top.Take(TopValuesMax)] }
            : column.Type is ColumnType.Text ? quality with { Samples = [.. top.Select(t => t.Value)] }
            : quality;
    }

    private static string Summary(ColumnSchema column)
    {
        var name = Sql.Name(column.Name);
        return $"approx_count_distinct({name}), min({name}), max({name}), {(IsNumeric(column) ? $"avg({name})::DOUBLE" : "NULL::DOUBLE")}, count({name})";
    }

    private static bool IsNumeric(ColumnSchema column) => column.Type is ColumnType.Integer or ColumnType.Decimal or ColumnType.Number;

    private static string? Short(string? text)
    {
        if (text is null || text.Length <= ValueLengthMax)
        {
            return text;
        }

        var length = char.IsHighSurrogate(text[ValueLengthMax - 1]) ? ValueLengthMax - 1 : ValueLengthMax;
        return string.Concat(text.AsSpan(0, length), "…");
    }
}
