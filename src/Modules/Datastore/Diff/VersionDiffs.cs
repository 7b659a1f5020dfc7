using System.Security.Cryptography;
using System.Text;
using Gongxin.Contracts.Datastore;
using Gongxin.Datastore.Exports;
using Gongxin.Datastore.Rows;
using Gongxin.Kernel.Tabular;
using Microsoft.AspNetCore.Http;

namespace Gongxin.Datastore.Diff;

internal sealed class VersionDiffs(
    DiffBuilds differences, QueryConnections connections, ExportBuilds exports, QueryLimits limits, ExportLimits exportLimits) : IVersionDiffs
{
    private const int KeyMax = 16;

    public IReadOnlyList<string> ParseKey(string? text)
    {
        var names = new List<string>();
        if (string.IsNullOrEmpty(text))
        {
            return names;
        }

        var list = new ListText(text);
        do
        {
            names.Add(list.Word([',']) is { Length: > 0 } name ? name : throw DatastoreRefusals.BadValue("key", text));
        }
        while (list.Skip(','));
        return names.Count <= KeyMax ? names : throw DatastoreRefusals.TooMany("key", KeyMax);
    }

    public string TagOf(DiffRequest request)
    {
        var text = $"{new DiffPlan(request).CacheKey} {request.Change} {request.Limit} {request.Cursor}";
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
    }

    public async Task<DiffPage> ReadAsync(DiffRequest request, CancellationToken ct)
    {
        var plan = new DiffPlan(request);
        _ = DiffCursor.Read(plan);
        await using var file = await differences.OpenAsync(plan, ct);
        return await connections.RunAsync((connection, running) => new DiffPages(connection, plan, file.Name, limits.PageBytes).Read(running), ct);
    }

    public async Task SendAsync(DiffRequest request, ExportFormat format, string fileName, HttpContext http)
    {
        var plan = new DiffPlan(request);
        await using var file = await differences.OpenAsync(plan, http.RequestAborted);
        var columns = ColumnsOf(plan);
        var export = ExportPlan.Of(
            plan.CacheKey,
            format,
            [Fixed("_change", ColumnType.Text), Fixed("_from_row", ColumnType.Integer), Fixed("_to_row", ColumnType.Integer), .. columns.Select(column => column.Schema)],
            new DiffSql(plan).Whole(file.Name, columns));
        await new ExportAnswer(exports, export, fileName, http).SendAsync(exportLimits.HeadStart);
    }

    // Each column of the newer version with its name, and beside it the same of the older with __old; then what only that one has.
    private static List<DiffFileColumn> ColumnsOf(DiffPlan plan)
    {
        var taken = plan.To.Schema.Columns.Select(column => column.Name).Concat(["_change", "_from_row", "_to_row"]).ToHashSet(StringComparer.Ordinal);
        var columns = new List<DiffFileColumn>();
        for (var at = 0; at < plan.To.Schema.Columns.Count; at++)
        {
            var column = plan.To.Schema.Columns[at];
            columns.Add(new DiffFileColumn("t", at, column));
            if (plan.Pairs.FirstOrDefault(pair => pair.Name == column.Name) is { } pair)
            {
                columns.Add(Old(pair.From, pair.FromPosition, taken));
            }
        }

        columns.AddRange(plan.From.Schema.Columns
            .Select((column, at) => (column, at))
            .Where(c => plan.Pairs.All(pair => pair.Name != c.column.Name))
            .Select(c => Old(c.column, c.at, taken)));
        return columns;
    }

    private static DiffFileColumn Old(ColumnSchema column, int position, HashSet<string> taken)
    {
        var name = column.Name + "__old";
        while (!taken.Add(name))
        {
            name += "_";
        }

        return new DiffFileColumn("f", position, column with { Name = name });
    }

    private static ColumnSchema Fixed(string name, ColumnType type) => new() { Name = name, Type = type };
}
