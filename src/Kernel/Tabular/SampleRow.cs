namespace Gongxin.Kernel.Tabular;

/// <summary>A row near the top of a table, before it is known which row is the header.</summary>
/// <param name="Number">Row number in the file, counted from 1.</param>
/// <param name="Cells">Texts of the cells as far as the row reaches; empty where a workbook's cell is blank.</param>
internal sealed record SampleRow(long Number, IReadOnlyList<string> Cells);
