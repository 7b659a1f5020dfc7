using System.Globalization;
using Gongxin.Contracts.Datastore;
using Gongxin.Datastore.Rows;
using Gongxin.DuckDb;
using Gongxin.Kernel.Tabular;

namespace Gongxin.Datastore.Charts;

internal sealed class ChartReads(QueryConnections connections) : IChartFigures
{
    public Task<ChartFigures> ReadAsync(StoredVersion version, ChartQuery query, CancellationToken ct)
    {
        var plan = ChartPlan.Of(version, query);
        return connections.RunAsync((connection, running) => Read(connection, plan, running), ct);
    }

    private static ChartFigures Read(DuckDBConnection connection, ChartPlan plan, CancellationToken ct) => plan.Query.Form switch
    {
        ChartForm.Bins => ReadBins(connection, plan, ct),
        ChartForm.Points => ReadPoints(connection, plan, ct),
        _ => ReadGroups(connection, plan, ct),
    };

    private static ChartFigures ReadGroups(DuckDBConnection connection, ChartPlan plan, CancellationToken ct)
    {
        var grain = plan.IsTime ? ReadGrain(connection, plan, ct) : null;
        var axis = grain is { } step ? new ColumnSchema { Name = "", Type = TimeSteps.TypeOf(step) }
            : plan.Query.Names is null ? plan.AxisColumn
            : new ColumnSchema { Name = "", Type = ColumnType.Text };
        var value = ValueOf(plan);
        var items = new List<ChartFigure>();
        var (places, series, placed) = (0L, 0L, 0L);
        using (var reader = connection.Read(ChartSql.Groups(plan, grain), ct))
        {
            while (reader.ReadChunk(ct))
            {
                (places, series, placed) = (reader.Vector(5).GetInt64(0), reader.Vector(6).GetInt64(0), reader.Vector(7).GetInt64(0));
                for (var row = 0; row < reader.ChunkRowCount; row++)
                {
                    items.Add(new ChartFigure(
                        TimeSteps.Written(grain, CellReader.Text(axis, reader.Vector(0), row)),
                        null,
                        plan.Series is { } at ? CellReader.Text(plan.Rows.Column(at), reader.Vector(1), row) : null,
                        CellReader.Text(value, reader.Vector(2), row),
                        reader.Vector(3).GetBoolean(row),
                        reader.Vector(4).GetBoolean(row)));
                }
            }
        }

        return new ChartFigures(items, value.Type, grain, places, plan.Series is null ? 0 : series, ReadCount(connection, plan, ct), placed);
    }

    private static ChartGrain? ReadGrain(DuckDBConnection connection, ChartPlan plan, CancellationToken ct)
    {
        using var reader = connection.Read(ChartSql.Span(plan), ct);
        if (!reader.ReadChunk(ct) || reader.Vector(0).IsNull(0))
        {
            return TimeSteps.Choose(plan.AxisColumn.Type, plan.Query.Grain, TimeSpan.Zero);
        }

        var span = plan.AxisColumn.Type is ColumnType.DateTime
            ? reader.Vector(1).GetDateTime(0) - reader.Vector(0).GetDateTime(0)
            : TimeSpan.FromDays(reader.Vector(1).GetDate(0).DayNumber - reader.Vector(0).GetDate(0).DayNumber);
        return TimeSteps.Choose(plan.AxisColumn.Type, plan.Query.Grain, span);
    }

    private static long ReadCount(DuckDBConnection connection, ChartPlan plan, CancellationToken ct)
    {
        if (!plan.Rows.IsFiltered)
        {
            return plan.Rows.Version.RowCount;
        }

        using var reader = connection.Read(RowSql.Count(plan.Rows), ct);
        return reader.ReadChunk(ct) ? reader.Vector(0).GetInt64(0) : 0;
    }

    private static ChartFigures ReadPoints(DuckDBConnection connection, ChartPlan plan, CancellationToken ct)
    {
        var items = new List<ChartFigure>();
        var figure = plan.Rows.Column(plan.Figure!.Value);
        var (placed, rows) = (0L, 0L);
        using (var reader = connection.Read(ChartSql.Points(plan), ct))
        {
            while (reader.ReadChunk(ct))
            {
                (placed, rows) = (reader.Vector(3).GetInt64(0), reader.Vector(4).GetInt64(0));
                for (var row = 0; row < reader.ChunkRowCount; row++)
                {
                    items.Add(new ChartFigure(
                        CellReader.Text(plan.AxisColumn, reader.Vector(0), row),
                        null,
                        plan.Series is { } at ? CellReader.Text(plan.Rows.Column(at), reader.Vector(2), row) : null,
                        CellReader.Text(figure, reader.Vector(1), row)));
                }
            }
        }

        var names = items.GroupBy(i => i.Series).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).Select(g => g.Key).ToList();
        var rest = names.Count > ChartQuery.SeriesMax ? names.Skip(ChartQuery.SeriesMax - 1).ToHashSet() : [];
        return new ChartFigures(
            [.. items.Select(i => rest.Contains(i.Series) ? i with { Series = null, IsRestOfSeries = true } : i)],
            figure.Type, null, placed, plan.Series is null ? 0 : names.Count, placed == 0 ? ReadCount(connection, plan, ct) : rows, placed);
    }

    private static ChartFigures ReadBins(DuckDBConnection connection, ChartPlan plan, CancellationToken ct)
    {
        double low, high;
        long placed, rows;
        using (var reader = connection.Read(ChartSql.Span(plan), ct))
        {
            reader.ReadChunk(ct);
            (placed, rows) = (reader.Vector(2).GetInt64(0), reader.Vector(3).GetInt64(0));
            if (placed == 0)
            {
                return new ChartFigures([], ColumnType.Integer, null, 0, 0, rows, 0);
            }

            (low, high) = (reader.Vector(0).GetDouble(0), reader.Vector(1).GetDouble(0));
        }

        var (from, step) = EqualRanges.Of(low, high, plan.AxisColumn.Type is ColumnType.Integer);
        var counts = new Dictionary<long, long>();
        using (var reader = connection.Read(ChartSql.Bins(plan, from, step), ct))
        {
            while (reader.ReadChunk(ct))
            {
                for (var row = 0; row < reader.ChunkRowCount; row++)
                {
                    counts[reader.Vector(0).GetInt64(row)] = reader.Vector(1).GetInt64(row);
                }
            }
        }

        var items = new List<ChartFigure>();
        for (var bin = counts.Keys.Min(); bin <= counts.Keys.Max(); bin++)
        {
            items.Add(new ChartFigure(Round(from + bin * step), Round(from + (bin + 1) * step), null, counts.GetValueOrDefault(bin).ToString(CultureInfo.InvariantCulture)));
        }

        return new ChartFigures(items, ColumnType.Integer, null, items.Count, 0, rows, placed);
    }

    // 0.30000000000000004 is 0.3.
    private static string Round(double edge) => double.Parse(edge.ToString("G12", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture).ToString("R", CultureInfo.InvariantCulture);

    private static ColumnSchema ValueOf(ChartPlan plan) => AggregateSchema.Of(
        new RowAggregate(plan.Query.Function, plan.Query.Figure, ""), plan.Figure is { } at ? plan.Rows.Column(at) : null);
}
