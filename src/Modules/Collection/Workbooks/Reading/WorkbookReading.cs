using Gongxin.Collection.Checks;

namespace Gongxin.Collection.Workbooks.Reading;

// One value for the form, and the cell that it was read from.
public sealed record ReadCell
{
    // The place in the form: a row by its name in a sheet of cells, by its number (from 0) in a list.
    public required string Sheet { get; init; }
    public string? Row { get; init; }
    public int? ListRow { get; init; }
    public required string Column { get; init; }

    // Numbers with a point and without marks, days as 2026-03-31, codes without their names.
    public required string Value { get; init; }

    // The place in the workbook, as 产值!C7, and what stands there.
    public required string Source { get; init; }
    public required string Written { get; init; }

    // The unit that was written and was brought to the form's; null when it is the form's.
    public string? FromUnit { get; init; }
}

// What was noticed: a code whose text is in the module's resources.
public sealed record WorkbookFinding(string Code, CheckGrade Grade, string? Source, params string[] Args);

// What a workbook gives for a form.
public sealed record WorkbookReading
{
    public required IReadOnlyList<ReadCell> Cells { get; init; }
    public required IReadOnlyList<WorkbookFinding> Findings { get; init; }

    // The months that the workbook says it is for, as it says it.
    public string? Months { get; init; }
}
