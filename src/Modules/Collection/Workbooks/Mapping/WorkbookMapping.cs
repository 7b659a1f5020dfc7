namespace Gongxin.Collection.Workbooks.Mapping;

// Which places of a workbook are which places of a form: made once, looked at by a person, remembered, and applied to the
// workbooks of later periods as long as they fit.
public sealed record WorkbookMapping
{
    public required IReadOnlyList<TableMapping> Tables { get; init; }
}

// One table of the workbook.
public sealed record TableMapping
{
    // Name of the sheet when it was mapped, and which of its tables it was, from 0.
    public required string Sheet { get; init; }
    public required int Ordinal { get; init; }

    // Sheet of the form that its rows are rows of; null when its cells are single cells of the form.
    public string? List { get; init; }

    // By signature (LabelSignature): every column and every row that the table had, so that what is new or gone is noticed.
    // The rows of a list are not named.
    public required IReadOnlyList<Place> Columns { get; init; }
    public IReadOnlyList<Place> Rows { get; init; } = [];
}

// What one column or row of the table stands for in the form: a row, a column, or both (a header of two levels); nothing when
// it is not taken.
public sealed record Place
{
    public required string Label { get; init; }
    public string? Sheet { get; init; }
    public string? Row { get; init; }
    public string? Column { get; init; }

    internal bool IsTaken => Row is not null || Column is not null;
}
