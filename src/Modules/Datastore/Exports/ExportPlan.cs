using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Gongxin.Contracts.Datastore;
using Gongxin.Datastore.Rows;
using Gongxin.DuckDb;
using Gongxin.Kernel.Tabular;

namespace Gongxin.Datastore.Exports;

// A file to make: its columns and the query for its rows, checked.
internal sealed class ExportPlan
{
    private const int XlsxColumnsMax = 16_384;

    private ExportPlan(string key, ExportFormat format, IReadOnlyList<ColumnSchema> columns, string query)
    {
        Key = key;
        Format = format;
        Columns = columns;
        Query = query;
        if (format is ExportFormat.Xlsx && columns.Count > XlsxColumnsMax)
        {
            throw DatastoreRefusals.TooWide(columns.Count, XlsxColumnsMax);
        }
    }

    public ExportFormat Format { get; }
    public IReadOnlyList<ColumnSchema> Columns { get; }
    public string Query { get; }
    public bool ByteOrderMark { get; private init; }

    // Names the file and is its entity tag: the same question and program make the same bytes.
    public string Key { get; }

    // The stored file itself is handed out, so that its digest is the one that the ledger knows.
    public StoredVersion? StoredFile { get; private init; }

    public static ExportPlan Of(StoredVersion version, ExportRequest request)
    {
        Refuse(request.Query.IsGrouped, "group");
        Refuse(request.Query.Cursor is not null, "cursor");
        Refuse(request.Query.Limit != RowQuery.LimitDefault, "limit");
        Refuse(request.ByteOrderMark && request.Format is not ExportFormat.Csv, "bom");
        var rows = RowPlanner.Plan(version, request.Query);
        var columns = rows.Output.Select(column => column.Schema);
        var isWhole = !rows.IsFiltered && request.Query.Select.Count == 0 && rows.Sort.Count == 0;
        return new ExportPlan(
            KeyOf(version, request), request.Format, [.. request.RowNumbers ? columns.Prepend(RowNumber) : columns], RowSql.All(rows, request.RowNumbers))
        {
            ByteOrderMark = request.ByteOrderMark,
            StoredFile = request.Format is ExportFormat.Parquet && isWhole ? version : null,
        };
    }

    // The answer to a question that is not about the rows of one version.
    public static ExportPlan Of(string key, ExportFormat format, IReadOnlyList<ColumnSchema> columns, string query) =>
        new(DigestOf($"{key} {format} {Program}"), format, columns, query);

    // Without its own temporary file: the given one is watched already and must stay the same file.
    public string CopyTo(string file)
    {
        var aliases = Columns.Select((_, at) => string.Create(CultureInfo.InvariantCulture, $"x{at}")).ToArray();
        var names = Columns.Select((column, at) => $"{aliases[at]} AS {Sql.Name(column.Name)}");
        return $"""
            COPY (SELECT {string.Join(", ", names)} FROM ({Query}) AS x({string.Join(", ", aliases)}))
            TO {Sql.Literal(file)} (FORMAT parquet, COMPRESSION zstd, USE_TMP_FILE false)
            """;
    }

    private static Guid Program => typeof(ExportPlan).Module.ModuleVersionId;

    private static ColumnSchema RowNumber { get; } = new() { Name = "_row", Type = ColumnType.Integer };

    private static void Refuse(bool isGiven, string parameter)
    {
        if (isGiven)
        {
            throw DatastoreRefusals.NotForExport(parameter);
        }
    }

    private static string KeyOf(StoredVersion version, ExportRequest request)
    {
        var seal = Convert.ToHexString(RowCursor.Seal(version, request.Query));
        return DigestOf($"{seal} {request.Format} {request.ByteOrderMark} {request.RowNumbers} {Program}");
    }

    private static string DigestOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
}
