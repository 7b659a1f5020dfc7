namespace Gongxin.Ui.Islands;

/// <summary>A column that a chart can show.</summary>
/// <param name="Name">Name in the rows API (and in the table's <see cref="Lists.TableColumn.Name"/>).</param>
/// <param name="Title">Name for people.</param>
/// <param name="Kind">Type in the wire form: text, integer, decimal, number, boolean, date, datetime, yearMonth, year.</param>
/// <param name="Unit">Unit of figures.</param>
/// <param name="IsUnique">True when every row has its own value: a poor axis for sums.</param>
public sealed record ChartColumn(string Name, string Title, string Kind, string? Unit = null, bool IsUnique = false)
{
    public bool IsFigure => Kind is "integer" or "decimal" or "number";
}
