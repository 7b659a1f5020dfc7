using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Gongxin.Contracts.Datastore;
using Gongxin.Datastore.Rows;
using Gongxin.DuckDb;
using Gongxin.Kernel.Tabular;

namespace Gongxin.Datastore.Exports;

// A request checked against its version.
internal sealed class ExportPlan
{
    private const int XlsxColumnsMax = 16_384;

    private readonly RowPlan _rows;

    public ExportPlan(StoredVersion version, ExportRequest request)
    {
        Version = version;
        Request = request;
        Refuse(request.Query.IsGrouped, "group");
        Refuse(request.Query.Cursor is not null, "cursor");
        Refuse(request.Query.Limit != RowQuery.LimitDefault, "limit");
        Refuse(request.ByteOrderMark && request.Format is not ExportFormat.Csv, "bom");
        _rows = RowPlanner.Plan(version, request.Query);
        Columns = [.. (request.RowNumbers ? [RowNumber] : Array.Empty<ColumnSchema>()), .. _rows.Output.Select(column => column.Schema)];
        if (request.Format is ExportFormat.Xlsx && Columns.Count > XlsxColumnsMax)
        {
            throw DatastoreRefusals.TooWide(Columns.Count, XlsxColumnsMax);
        }

        Key = KeyOf(version, request);
    }

    public StoredVersion Version { get; }
    public ExportRequest Request { get; }
    public IReadOnlyList<ColumnSchema> Columns { get; }

    // Names the file and is its entity tag: the same version, request and program make the same bytes.
    public string Key { get; }

    // The stored file itself is handed out, so that its digest is the one that the ledger knows.
    public bool IsStoredFile =>
        Request.Format is ExportFormat.Parquet && !_rows.IsFiltered && Request.Query.Select.Count == 0 && _rows.Sort.Count == 0;

    public string Query => RowSql.All(_rows, Request.RowNumbers);

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
        var program = typeof(ExportPlan).Module.ModuleVersionId;
        var text = $"{Convert.ToHexString(RowCursor.Seal(version, request.Query))} {request.Format} {request.ByteOrderMark} {request.RowNumbers} {program}";
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
    }
}
