using System.Text;

namespace Gongxin.Kernel.Tabular;

/// <summary>
/// Tells whether the first row names the columns. Words above numbers and days say yes. A number above numbers says no,
/// except where numbers are labels: years, or 1, 2, 3 …, beside at least one word or blank cell.
/// </summary>
internal static class HeaderEvidence
{
    private const int LabelRunMin = 3;

    private enum Kind
    {
        Missing,
        Text,
        Number,
        Time,
    }

    public static bool HasHeader(List<SampleRow> rows)
    {
        var first = rows[0].Cells;
        var kinds = first.Select(KindOf).ToList();
        var typed = kinds.Count(k => k is Kind.Number or Kind.Time);
        if (typed == 0)
        {
            return true;
        }

        var hasWordOrBlank = typed < kinds.Count;
        var labels = hasWordOrBlank && AreLabels(first, rows);
        var (yes, no) = (0, 0);
        for (var i = 0; i < first.Count; i++)
        {
            var below = KindBelow(rows, i);
            if (kinds[i] is Kind.Text && below is Kind.Number or Kind.Time)
            {
                yes += kinds[i] is Kind.Text ? 1 : 0;
            }
            else if (kinds[i] is Kind.Number or Kind.Time && !labels && (below == kinds[i] || rows.Count == 1))
            {
                no++;
            }
        }

        return no == 0 ? hasWordOrBlank || labels : yes > no;
    }

    public static bool LooksLikeHeader(SampleRow row, int width) =>
        row.Cells.Count == width && row.Cells.Count(c => KindOf(c) is Kind.Text) * 5 >= width * 4;

    private static Kind KindBelow(List<SampleRow> rows, int column)
    {
        Span<int> counts = stackalloc int[4];
        foreach (var row in rows.Skip(1))
        {
            if (column < row.Cells.Count)
            {
                counts[(int)KindOf(row.Cells[column])]++;
            }
        }

        counts[(int)Kind.Missing] = 0;
        var most = counts.IndexOf(Math.Max(counts[1], Math.Max(counts[2], counts[3])));
        return counts[most] == 0 ? Kind.Missing : (Kind)most;
    }

    private static bool AreLabels(IReadOnlyList<string> header, List<SampleRow> rows)
    {
        var numbers = header.Select(YearOrCount).Where(n => n is not null).Select(n => n!.Value).ToList();
        if (header.Any(c => KindOf(c) is Kind.Number or Kind.Time && YearOrCount(c) is null))
        {
            return false;
        }

        if (numbers.TrueForAll(IsYear))
        {
            // Years above years are data.
            return !rows.Skip(1).Take(20).All(row => header.Select((c, i) => (c, i)).Where(x => YearOrCount(x.c) is not null)
                .All(x => x.i < row.Cells.Count && YearOrCount(row.Cells[x.i]) is int below && IsYear(below)));
        }

        return numbers.Count >= LabelRunMin && IsRun(numbers) && !rows.Skip(1).Take(20).All(row => IsRun([.. row.Cells.Select(YearOrCount).OfType<int>()]));
    }

    private static bool IsRun(List<int> numbers)
    {
        var step = numbers.Count < 2 ? 0 : numbers[1] - numbers[0];
        return step is 1 or -1 && Enumerable.Range(1, numbers.Count - 1).All(i => numbers[i] - numbers[i - 1] == step);
    }

    private static bool IsYear(int number) => number is >= 1900 and <= 2100;

    private static int? YearOrCount(string cell)
    {
        var bytes = Encoding.UTF8.GetBytes(cell);
        if (CellParser.TryYear(bytes, out var days))
        {
            return new DateOnly(1970, 1, 1).AddDays(days).Year;
        }

        return CellParser.TryInteger(bytes, out var value) && value is >= 0 and < 10000 ? (int)value : null;
    }

    private static Kind KindOf(string cell)
    {
        var bytes = Encoding.UTF8.GetBytes(cell);
        if (CellParser.IsMissing(bytes, ColumnType.Integer))
        {
            return Kind.Missing;
        }

        if (CellParser.TryNumber(bytes, PercentSign.Optional, out _))
        {
            return Kind.Number;
        }

        return CellParser.TryDateTime(bytes, DateOrder.MonthFirst, out _)
            || CellParser.TryDateTime(bytes, DateOrder.DayFirst, out _)
            || CellParser.TryYearMonth(bytes, out _)
            || CellParser.TryYear(bytes, out _)
            ? Kind.Time
            : Kind.Text;
    }
}
