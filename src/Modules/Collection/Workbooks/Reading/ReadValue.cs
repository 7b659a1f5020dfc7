using System.Globalization;
using System.Text;
using Gongxin.Collection.Checks;
using Gongxin.Collection.Checks.Language;
using Gongxin.Collection.Templates;
using Gongxin.Kernel.Tabular;
using Gongxin.Kernel.Tabular.Grids;

namespace Gongxin.Collection.Workbooks.Reading;

// One cell of a workbook as a value of a form's column, in the form's unit.
internal static class ReadValue
{
    private const int DecimalDigits = 28;
    private const int DecimalScale = 10;
    private const int DaysToUnixEpoch = 719_162;

    // A value, a finding, or neither: a missing value is not zero and is not read.
    public static (string? Value, WorkbookFinding? Finding) Of(GridCell cell, string source, TemplateColumn column, UnitPair units, TemplateForm form)
    {
        switch (cell.State)
        {
            case GridCellState.Error:
                return (null, Fault("workbook.cell-error", source, cell.Text));
            case GridCellState.Uncalculated:
                return (null, Fault("workbook.cell-without-value", source));
            case GridCellState.DigitsLost when column.Type is ColumnType.Text:
                return (null, Fault("workbook.cell-digits-lost", source, cell.Text));
        }

        var bytes = Encoding.UTF8.GetBytes(cell.Text);
        if (CellParser.IsMissing(bytes, column.Type))
        {
            return (null, null);
        }

        var value = column.Type switch
        {
            ColumnType.Integer or ColumnType.Decimal or ColumnType.Number => Number(bytes, column, units),
            ColumnType.Date => CellParser.TryDate(bytes, DateOrder.YearFirst, out var day) ? Day(day, "yyyy-MM-dd") : null,
            ColumnType.DateTime => CellParser.TryDateTime(bytes, DateOrder.YearFirst, out var moment)
                ? DateTime.UnixEpoch.AddMicroseconds(moment).ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture) : null,
            ColumnType.YearMonth => CellParser.TryYearMonth(bytes, out var month) ? Day(month, "yyyy-MM") : null,
            ColumnType.Year => CellParser.TryYear(bytes, out var year) ? Day(year, "yyyy") : null,
            ColumnType.Boolean => CellParser.TryBoolean(bytes, out var truth) ? (truth ? "true" : "false") : null,
            _ => Text(cell.Text, column, form),
        };
        return value is null ? (null, Fault("workbook.cell-of-other-type", source, cell.Text, column.Name)) : (value, null);
    }

    // Exact; what a spreadsheet computed with binary fractions (0.30000000000000004) is rounded to the digits that it shows.
    private static string? Number(byte[] bytes, TemplateColumn column, UnitPair units)
    {
        decimal number;
        if (CellParser.TryDecimal(bytes, DecimalDigits, DecimalScale, PercentSign.Optional, out var scaled))
        {
            number = (decimal)scaled / 10_000_000_000m;
        }
        else if (CellParser.TryNumber(bytes, PercentSign.Optional, out var near) && Math.Abs(near) < (double)decimal.MaxValue / 10)
        {
            number = (decimal)near;
        }
        else
        {
            return null;
        }

        if (bytes.AsSpan().IndexOf((byte)'%') >= 0 && !units.FormIsPercent)
        {
            return null;
        }

        number *= units.Factor;
        return column.Type is ColumnType.Integer && number != decimal.Truncate(number) ? null : number.ToString("0.############################", CultureInfo.InvariantCulture);
    }

    private static string? Text(string written, TemplateColumn column, TemplateForm form)
    {
        if (form.ListOf(column) is not { } list)
        {
            return written.Length <= (column.LengthMax ?? int.MaxValue) ? written : null;
        }

        var item = list.Items.FirstOrDefault(i => i.Code == written || i.Name.Zh == written || string.Equals(i.Name.En, written, StringComparison.OrdinalIgnoreCase))
            ?? list.Items.FirstOrDefault(i => written == $"{i.Code} {i.Name.Zh}");
        return item?.Code;
    }

    private static string Day(int days, string format) => DateOnly.FromDayNumber(days + DaysToUnixEpoch).ToString(format, CultureInfo.InvariantCulture);

    private static WorkbookFinding Fault(string code, string source, params string[] args) => new(code, CheckGrade.MustFix, source, args);
}

// The unit that the workbook writes and the one that the form asks for.
internal readonly record struct UnitPair(string? Written, string? Asked)
{
    public bool FormIsPercent => Asked is "%" or "％";

    public bool AreEqual => Written is null || Asked is null || Written == Asked || Unit.Of(Written) == Unit.Of(Asked);

    // 万元 for 元 can be reckoned, 吨 for 台 cannot.
    public bool CanBeBrought => AreEqual || Unit.Of(Written!).Quantity == Unit.Of(Asked!).Quantity;

    public decimal Factor => AreEqual ? 1 : Unit.Of(Written!).Scale / Unit.Of(Asked!).Scale;
}
