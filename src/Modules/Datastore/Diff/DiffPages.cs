using System.Globalization;
using System.Text.Json;
using Gongxin.Contracts.Datastore;
using Gongxin.Datastore.Rows;
using Gongxin.DuckDb;
using Gongxin.Kernel.Tabular;

namespace Gongxin.Datastore.Diff;

// Reads one page of differences: the lines from their file, then the rows that they name from both versions.
internal sealed class DiffPages(DuckDBConnection connection, DiffPlan plan, string file, int pageBytes)
{
    private readonly DiffSql _sql = new(plan);

    public DiffPage Read(CancellationToken ct)
    {
        var summary = Summary(ct);
        var lines = plan.Request.Limit == 0 ? [] : Lines(DiffCursor.Read(plan), ct);
        var from = Rows(plan.From, [.. lines.Select(line => line.From).OfType<long>()], ct);
        var to = Rows(plan.To, [.. lines.Select(line => line.To).OfType<long>()], ct);
        var items = new List<DiffItem>();
        var (characters, next) = (0L, (long?)null);
        foreach (var line in lines)
        {
            if (items.Count == plan.Request.Limit || (items.Count > 0 && characters * sizeof(char) >= pageBytes))
            {
                next = line.Position;
                break;
            }

            var item = Item(line, line.From is { } f ? from[f] : null, line.To is { } t ? to[t] : null);
            characters += item.Cells.Sum(cell => (cell.Old?.Length ?? 0) + (cell.New?.Length ?? 0));
            items.Add(item);
        }

        return new DiffPage(summary, plan.Schema, items, summary.Of(plan.Request.Change), next is { } begin ? DiffCursor.Write(plan, begin) : null);
    }

    private DiffSummary Summary(CancellationToken ct)
    {
        using var reader = connection.Read(DiffSql.ReadSummary(file), ct);
        return reader.Read(ct)
            ? JsonSerializer.Deserialize<DiffSummary>(reader.GetString(0), JsonSerializerOptions.Web)!
            : throw new InvalidDataException($"{file} has no summary.");
    }

    // One more than the page holds, so that a full last page has no cursor to nowhere.
    private List<Line> Lines(long begin, CancellationToken ct)
    {
        var lines = new List<Line>();
        using var reader = connection.Read(_sql.Page(file, begin, plan.Request.Limit + 1), ct);
        while (reader.Read(ct))
        {
            var differs = plan.Compared.Where((_, at) => reader.GetBoolean(5 + at)).ToList();
            lines.Add(new Line(
                reader.GetInt64(0),
                (DiffChange)reader.GetInt64(1),
                reader.IsDBNull(2) ? null : reader.GetInt64(2),
                reader.IsDBNull(3) ? null : reader.GetInt64(3),
                reader.GetBoolean(4),
                differs));
        }

        return lines;
    }

    private Dictionary<long, string?[]> Rows(StoredVersion version, List<long> numbers, CancellationToken ct)
    {
        var rows = new Dictionary<long, string?[]>();
        if (numbers.Count == 0)
        {
            return rows;
        }

        var columns = version.Schema.Columns;
        using var reader = connection.Read(DiffSql.Rows(version, numbers), ct);
        while (reader.ReadChunk(ct))
        {
            for (var row = 0; row < reader.ChunkRowCount; row++)
            {
                rows[reader.Vector(0).GetInt64(row)] = [.. columns.Select((column, at) => CellReader.Text(column, reader.Vector(at + 1), row))];
            }
        }

        return rows;
    }

    private DiffItem Item(Line line, string?[]? from, string?[]? to)
    {
        var key = plan.Key.Select(pair => new DiffKeyCell(pair.Name, to is not null ? to[pair.ToPosition] : from![pair.FromPosition]));
        var cells = (from, to) switch
        {
            ({ } old, { } now) => line.Differs.Select(pair => new DiffCell(pair.Name, old[pair.FromPosition], now[pair.ToPosition])),
            (null, { } now) => plan.To.Schema.Columns.Select((column, at) => new DiffCell(column.Name, null, now[at])),
            _ => plan.From.Schema.Columns.Select((column, at) => new DiffCell(column.Name, from![at], null)),
        };
        return new DiffItem(line.Change, line.From, line.To, line.IsWhole, [.. key], [.. cells]);
    }

    private sealed record Line(long Position, DiffChange Change, long? From, long? To, bool IsWhole, IReadOnlyList<ColumnPair> Differs);
}

// Where the next page begins, sealed to the question.
internal static class DiffCursor
{
    private const int SealLength = 8;

    public static string Write(DiffPlan plan, long position) => SealOf(plan) + position.ToString("x", CultureInfo.InvariantCulture);

    public static long Read(DiffPlan plan)
    {
        if (plan.Request.Cursor is not { Length: > 0 } cursor)
        {
            return 0;
        }

        return cursor.StartsWith(SealOf(plan), StringComparison.Ordinal)
            && long.TryParse(cursor.AsSpan(SealLength + 1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var position) && position >= 0
                ? position
                : throw DatastoreRefusals.BadCursor();
    }

    private static string SealOf(DiffPlan plan) => plan.CacheKey[..SealLength] + (plan.Request.Change is { } change ? ((int)change).ToString(CultureInfo.InvariantCulture) : "z");
}
