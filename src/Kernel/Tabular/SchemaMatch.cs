namespace Gongxin.Kernel.Tabular;

/// <summary>Finds, for each column of a file, the column of a given schema that it is: by name first, then by title.</summary>
internal static class SchemaMatch
{
    /// <summary>One entry per column of the file; null where the type is to be inferred.</summary>
    public static IReadOnlyList<ColumnSchema?> Of(TabularTable table, TableSchema? given, FindingLog log)
    {
        var matched = new ColumnSchema?[table.Columns.Count];
        if (given is null)
        {
            return matched;
        }

        var left = new List<ColumnSchema>(given.Columns);
        Match(table, matched, left, column => column.Name);
        Match(table, matched, left, column => column.Title);
        if (left.Count > 0)
        {
            var names = string.Join(", ", left.Select(c => c.Name));
            throw new TabularException(new Finding(null, left[0].Name, FindingCodes.SchemaColumnMissing, null, names) { Table = Named(table) });
        }

        for (var i = 0; i < matched.Length; i++)
        {
            if (matched[i] is null)
            {
                log.Add(new Finding(null, table.Columns[i], FindingCodes.SchemaColumnExtra) { Table = Named(table) });
            }
        }

        return matched;
    }

    private static void Match(TabularTable table, ColumnSchema?[] matched, List<ColumnSchema> left, Func<ColumnSchema, string?> label)
    {
        for (var i = 0; i < matched.Length; i++)
        {
            if (matched[i] is not null)
            {
                continue;
            }

            var at = left.FindIndex(c => string.Equals(label(c)?.Trim(), table.Columns[i], StringComparison.OrdinalIgnoreCase));
            if (at >= 0)
            {
                matched[i] = left[at];
                left.RemoveAt(at);
            }
        }
    }

    private static string? Named(TabularTable table) => table.Name.Length == 0 ? null : table.Name;
}
