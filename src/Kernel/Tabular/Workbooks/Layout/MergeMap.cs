namespace Gongxin.Kernel.Tabular.Workbooks.Layout;

/// <summary>The merged cells at the top of a sheet. They stand behind all rows, so they are read only when the header has gaps.</summary>
internal sealed class MergeMap(Func<IReadOnlyList<CellRange>> read, long rowMax)
{
    private readonly Lazy<List<CellRange>> _ranges = new(() => [.. read().Where(r => r.FirstRow <= rowMax).Take(RangesMax)]);

    private const int RangesMax = 10_000;

    public static MergeMap Of(SheetSource sheet, SheetSample sample) => new(() => Read(sheet), sample.Rows[^1].Number);

    /// <summary>The merged cells that the cell is part of, or null.</summary>
    public CellRange? Around(long row, int column)
    {
        foreach (var range in _ranges.Value)
        {
            if (range.Contains(row, column))
            {
                return range;
            }
        }

        return null;
    }

    private static IReadOnlyList<CellRange> Read(SheetSource sheet)
    {
        using var cursor = sheet.Open();
        return cursor.ReadMerges();
    }
}
