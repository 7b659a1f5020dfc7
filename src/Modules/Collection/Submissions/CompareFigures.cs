using Gongxin.Collection.Checks.Frames;
using Gongxin.Collection.Templates;

namespace Gongxin.Collection.Submissions;

// Lays each number of a sheet of cells beside the period before, the same period of last year, the round that it corrects, and the peers.
internal static class CompareFigures
{
    private const double ChangeMax = 1e12;

    public static IReadOnlyList<FigureComparison> Of(CheckedValues found, IReadOnlyList<FormValue> roundBefore)
    {
        var before = new FormFrame(found.Form.Shape);
        ReadValues.Fill(before, found.Form.Content, roundBefore);
        return [.. Cells(found.Form.Content).Select(c => Compare(c.Sheet, c.Row, c.Column, c.Cell(found.Form.Shape), found.Frame, before)).OfType<FigureComparison>()];
    }

    private static FigureComparison? Compare(string sheet, string row, string column, int cell, FormFrame frame, FormFrame before)
    {
        var value = frame.Numbers[cell];
        if (value.IsMissing)
        {
            return null;
        }

        var (last, year, corrected) = (At(frame.Previous, cell), At(frame.LastYear, cell), At(before, cell));
        var standing = frame.Peers?.StandingOf(f => f.Numbers[cell], value.Value);
        return last is null && year is null && corrected is null && standing is null ? null : new FigureComparison(sheet, row, null, column)
        {
            Before = corrected, LastPeriod = last, LastYear = year, ChangeOnPeriod = Change(last, value.Value), ChangeOnYear = Change(year, value.Value),
            Peers = standing is { } s ? new PeerStanding(s.Count, s.Median, s.Below * 100 / s.Count) : null,
        };
    }

    private static IEnumerable<(string Sheet, string Row, string Column, Func<FormShape, int> Cell)> Cells(TemplateContent content) =>
        from sheet in content.Sheets.Index()
        from row in sheet.Item.Rows.Index()
        from column in sheet.Item.Columns.Index()
        where column.Item.Type is Kernel.Tabular.ColumnType.Integer or Kernel.Tabular.ColumnType.Decimal or Kernel.Tabular.ColumnType.Number && !row.Item.Closed.Contains(column.Item.Name)
        select (sheet.Item.Name, row.Item.Name, column.Item.Name, (Func<FormShape, int>)(s => s.CellOf(sheet.Index, row.Index, column.Index)));

    private static decimal? At(FormFrame? frame, int cell) => frame?.Numbers[cell] is { IsMissing: false } figure ? figure.Value : null;

    // In percent of what it was, with one digit; null where that was nothing, or the change is beyond all measure.
    private static decimal? Change(decimal? was, decimal value)
    {
        if (was is not { } from || from == 0)
        {
            return null;
        }

        var change = ((double)value - (double)from) / Math.Abs((double)from) * 100;
        return Math.Abs(change) < ChangeMax ? decimal.Round((decimal)change, 1) : null;
    }
}

// Before: in the round that this one corrects. Changes in percent. Null where there is nothing to compare with.
public sealed record FigureComparison(string Sheet, string? Row, int? ListRow, string Column)
{
    public decimal? Before { get; init; }
    public decimal? LastPeriod { get; init; }
    public decimal? LastYear { get; init; }
    public decimal? ChangeOnPeriod { get; init; }
    public decimal? ChangeOnYear { get; init; }
    public PeerStanding? Peers { get; init; }
}

// Of the other organisations that have the figure: how many, the one in the middle, and how many percent have less.
public sealed record PeerStanding(int Count, decimal Median, int PercentBelow);
