namespace Gongxin.Ui.Lists;

/// <summary>A column of a <see cref="DataTable"/>.</summary>
/// <param name="Title">Heading.</param>
public sealed record TableColumn(string Title)
{
    /// <summary>Machine name, for scripts; the title when not given.</summary>
    public string? Name { get; init; }

    /// <summary>Figures are right-aligned.</summary>
    public bool IsFigure { get; init; }

    /// <summary>False for whole numbers that count nothing, such as years: written without thousands marks.</summary>
    public bool IsGrouped { get; init; } = true;

    /// <summary>Unit, under the heading.</summary>
    public string? Unit { get; init; }

    /// <summary>Key by which the list can be sorted; null when it cannot be sorted by this column.</summary>
    public string? SortKey { get; init; }

    /// <summary>Why a cell of this column is empty; shown with the dash.</summary>
    public string? MissingReason { get; init; }

    /// <summary>One sentence about the column, on hover.</summary>
    public string? About { get; init; }

    /// <summary>Type for scripts: text, integer, decimal, boolean, date, datetime.</summary>
    public string? Kind { get; init; }
}
