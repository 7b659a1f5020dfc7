namespace Gongxin.Kernel.Tabular;

/// <summary>What the values of a column are.</summary>
public enum ColumnType
{
    /// <summary>Text; also codes and numbers that are names (identity numbers, leading zeros).</summary>
    Text,

    /// <summary>Whole number that fits 64 bits.</summary>
    Integer,

    /// <summary>Exact decimal number with <see cref="ColumnSchema.Precision"/> and <see cref="ColumnSchema.Scale"/>, at most 38 digits.</summary>
    Decimal,

    /// <summary>Floating-point number, for columns in scientific notation or beyond 38 digits.</summary>
    Number,

    /// <summary>Yes or no.</summary>
    Boolean,

    /// <summary>Calendar day.</summary>
    Date,

    /// <summary>Date and time without zone (as written) at microsecond precision.</summary>
    DateTime,

    /// <summary>Calendar month; stored as its first day, shown as 2024-03.</summary>
    YearMonth,

    /// <summary>Calendar year; stored as its first day, shown as 2024.</summary>
    Year,
}

/// <summary>One column of a table: the wire form is Table Schema (frictionless) JSON.</summary>
public sealed record ColumnSchema
{
    /// <summary><see cref="Format"/> of dates written 3/31/2024.</summary>
    public const string MonthFirstFormat = "%m/%d/%Y";

    /// <summary><see cref="Format"/> of dates written 31/3/2024.</summary>
    public const string DayFirstFormat = "%d/%m/%Y";

    /// <summary><see cref="Format"/> of numbers that always carry a percent sign.</summary>
    public const string PercentFormat = "percent";

    /// <summary>Name as in the file's header, made unique; what row objects and filters use.</summary>
    public required string Name { get; init; }

    public required ColumnType Type { get; init; }

    /// <summary>Total digits of a <see cref="ColumnType.Decimal"/>, 1–38.</summary>
    public int Precision { get; init; }

    /// <summary>Digits after the point of a <see cref="ColumnType.Decimal"/>.</summary>
    public int Scale { get; init; }

    /// <summary>How values are written, where the type alone does not say; null for the usual forms.</summary>
    public string? Format { get; init; }

    public string? Title { get; init; }
    public string? Description { get; init; }

    /// <summary>Unit of measure, e.g. <c>%</c>, <c>万元</c>. A percent column holds 12.5 for "12.5%".</summary>
    public string? Unit { get; init; }

    public bool Required { get; init; }
    public bool Unique { get; init; }
    public int? MinLength { get; init; }
    public int? MaxLength { get; init; }

    /// <summary>Lowest allowed value in the column's own written form (invariant number or ISO date).</summary>
    public string? Minimum { get; init; }

    /// <summary>Highest allowed value in the column's own written form.</summary>
    public string? Maximum { get; init; }

    /// <summary>Regular expression that the whole text must match (RE2 syntax, no back-references).</summary>
    public string? Pattern { get; init; }

    /// <summary>Allowed values as written, null when free.</summary>
    public IReadOnlyList<string>? Enum { get; init; }
}

/// <summary>Columns of a table in file order.</summary>
public sealed record TableSchema(IReadOnlyList<ColumnSchema> Columns)
{
    /// <summary>Names of the columns that together identify a row; empty when none is known.</summary>
    public IReadOnlyList<string> PrimaryKey { get; init; } = [];

    /// <summary>Texts that mean "no value" in this file, besides the empty cell.</summary>
    public IReadOnlyList<string> MissingValues { get; init; } = [];
}
