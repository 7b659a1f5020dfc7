using Gongxin.Catalogue.Facades.Records;
using Gongxin.Contracts.Datastore;
using Gongxin.Kernel.Tabular;

namespace Gongxin.Catalogue.Facades.Ckan.Datastore;

// The table that a resource_id means: of any of a dataset's resources, or of the dataset by its id or name.
internal sealed record DatastoreTable(string Id, StoredVersion Version)
{
    // The row's number in the file as handed in; a column of this name takes its place.
    public const string RowId = "_id";

    public bool HasRowId => Version.Schema.Columns.All(column => column.Name != RowId);

    public static async Task<DatastoreTable> FindAsync(CkanServices services, string id, CancellationToken ct)
    {
        var record = await services.Records.FindResourceAsync(id, ct) is { } resource ? resource.Record : await services.Records.FindAsync(id, ct);
        return new DatastoreTable(id, await services.Reads.StoredAsync(record.Slug, null, null, ct));
    }

    public ColumnSchema? Column(string name) => Version.Schema.Columns.FirstOrDefault(column => column.Name == name);

    // Types as PostgreSQL, on which CKAN's store stands, calls them.
    public static string TypeOf(ColumnType type) => type switch
    {
        ColumnType.Integer => "int8",
        ColumnType.Decimal => "numeric",
        ColumnType.Number => "float8",
        ColumnType.Boolean => "bool",
        ColumnType.Date => "date",
        ColumnType.DateTime => "timestamp",
        _ => "text",
    };
}
