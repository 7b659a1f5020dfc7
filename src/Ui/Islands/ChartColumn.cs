namespace Gongxin.Ui.Islands;

/// <summary>A column that a chart can show.</summary>
/// <param name="Name">Name in the rows API (and in the table's <see cref="Lists.TableColumn.Name"/>).</param>
/// <param name="Title">Name for people.</param>
/// <param name="Kind">Type in the wire form: text, integer, decimal, number, boolean, date, datetime, yearMonth, year.</param>
/// <param name="Unit">Unit of figures.</param>
/// <param name="Distinct">Number of different values, where it is known: a good axis has a few.</param>
/// <param name="IsName">True for numbers that name things (codes, ids): nobody wants their sum.</param>
public sealed record ChartColumn(string Name, string Title, string Kind, string? Unit = null, long? Distinct = null, bool IsName = false)
{
    /// <summary>True when sums and averages mean something.</summary>
    public bool IsFigure => !IsName && Kind is "integer" or "decimal" or "number";
}
