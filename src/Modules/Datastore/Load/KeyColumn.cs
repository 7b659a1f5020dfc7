using Gongxin.Kernel.Tabular;

namespace Gongxin.Datastore.Load;

/// <summary>A primary key of one column means that the column is required and unique. Keys of several columns are kept, not checked.</summary>
internal static class KeyColumn
{
    public static TableSchema Apply(TableSchema schema, TableSchema? given)
    {
        if (schema.PrimaryKey.Count != 1)
        {
            return schema;
        }

        // The file may call the column by its title.
        var key = schema.PrimaryKey[0];
        var title = given?.Columns.FirstOrDefault(column => Same(column.Name, key))?.Title;
        var names = schema.Columns.Any(column => Same(column.Name, key)) ? key : title;
        return schema with
        {
            Columns = [.. schema.Columns.Select(column => Same(column.Name, names) ? column with { Required = true, Unique = true } : column)],
        };
    }

    private static bool Same(string name, string? other) => string.Equals(name, other?.Trim(), StringComparison.OrdinalIgnoreCase);
}
