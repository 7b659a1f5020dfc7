using System.Globalization;
using Gongxin.Contracts.Datastore;
using Gongxin.Kernel.Tabular;

namespace Gongxin.Catalogue.Metadata;

// The schema as it holds for the published rows. The one that a file was loaded under speaks of its texts: a cell that broke
// a rule was set aside and is empty now, and what meant "no value" in the file is an empty cell everywhere.
internal static class PublishedSchema
{
    public static TableSchema Of(TableSchema schema, QualityReport quality)
    {
        var full = quality.Columns.Where(c => c.Missing + c.Quarantined == 0).Select(c => c.Name).ToHashSet(StringComparer.Ordinal);
        return new TableSchema([.. schema.Columns.Select(c => Of(c, full.Contains(c.Name)))])
        {
            PrimaryKey = schema.PrimaryKey.All(full.Contains) ? schema.PrimaryKey : [],
        };
    }

    private static ColumnSchema Of(ColumnSchema column, bool isFull)
    {
        var isText = column.Type is ColumnType.Text;
        return column with
        {
            Required = column.Required && isFull,
            MinLength = isText ? column.MinLength : null,
            MaxLength = isText ? column.MaxLength : null,
            Pattern = isText ? column.Pattern : null,
            Enum = isText ? column.Enum : null,
            Minimum = IsWritten(column.Type, column.Minimum) ? column.Minimum : null,
            Maximum = IsWritten(column.Type, column.Maximum) ? column.Maximum : null,
        };
    }

    // A bound may be given in any form that the column reads ("1,000"); only the published form can be passed on.
    private static bool IsWritten(ColumnType type, string? bound) => bound is not null && type switch
    {
        ColumnType.Integer or ColumnType.Decimal or ColumnType.Number =>
            double.TryParse(bound, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out _),
        ColumnType.Date => DateOnly.TryParseExact(bound, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        ColumnType.DateTime => DateTime.TryParseExact(bound, "yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        ColumnType.YearMonth => DateOnly.TryParseExact(bound, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        ColumnType.Year => bound.Length == 4 && bound.All(char.IsAsciiDigit),
        _ => false,
    };
}
