using System.Globalization;

namespace Gongxin.Kernel.Tabular.Workbooks.Layout;

/// <summary>The rows of a header with several levels, and the names that they make: 上级/下级.</summary>
internal sealed class HeaderLevels(IReadOnlyList<SheetRow> rows, int first, int firstColumn, int lastColumn, MergeMap merges)
{
    private const int DepthMax = 5;

    /// <summary>How many rows the header has.</summary>
    public int Depth { get; private set; } = 1;

    public static HeaderLevels Find(IReadOnlyList<SheetRow> rows, int first, int firstColumn, int lastColumn, MergeMap merges)
    {
        var levels = new HeaderLevels(rows, first, firstColumn, lastColumn, merges);
        while (levels.Depth < DepthMax && first + levels.Depth < rows.Count && levels.GoesOn())
        {
            levels.Depth++;
        }

        return levels;
    }

    public IEnumerable<string> Names() => Columns.Select(c => string.Join('/', Path(c)));

    /// <summary>The levels of each column, from the top.</summary>
    public IEnumerable<IReadOnlyList<string>> Paths() => Columns.Select(IReadOnlyList<string> (c) => Path(c));

    private SheetRow Last => rows[first + Depth - 1];

    private bool GoesOn()
    {
        var next = rows[first + Depth];
        if (next.Number != Last.Number + 1)
        {
            return false;
        }

        // Below a row without gaps only units or names of a lower level can follow, and they are words.
        return HasGap(Last)
            ? ReachesInto(next) || (AreLabels(next) && (HasBandOver(next) || IsIndented(next)))
            : HasGap(next) && AreLabels(next) && (IsIndented(next) || ReachesInto(next));
    }

    private bool HasGap(SheetRow row) => Columns.Any(c => row[c].Length == 0);

    // Names, or years and the like as names of columns: no measured values.
    private static bool AreLabels(SheetRow row) => row.Filled.All(c => !double.TryParse(c, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || IsYear(number));

    private static bool IsYear(double number) => number is >= 1900 and <= 2100 && double.IsInteger(number);

    // A cell of the header is merged downwards into the row.
    private bool ReachesInto(SheetRow next) => Columns.Any(c => merges.Around(next.Number, c) is CellRange range
        && range.FirstRow >= rows[first].Number && range.FirstRow < next.Number);

    // A cell above is merged over several columns that have names of their own here, and the columns beside have none.
    private bool HasBandOver(SheetRow next)
    {
        var under = Columns.Where(c => merges.Around(Last.Number, c) is CellRange { Width: > 1 } band && band.Width <= lastColumn - firstColumn).ToHashSet();
        return under.Count > 0 && under.Any(c => next[c].Length > 0)
            && (Columns.Where(c => !under.Contains(c)).All(c => next[c].Length == 0) || IsNeverData(next));
    }

    // Without merged cells: names of lower levels, or units, begin right of a first column that is empty.
    private bool IsIndented(SheetRow next)
    {
        var after = first + Depth + 1 < rows.Count ? rows[first + Depth + 1] : null;
        return next[firstColumn].Length == 0 && Last[firstColumn].Length > 0 && (after is null || after[firstColumn].Length > 0)
            && IsNeverData(next);
    }

    // All its cells are words, and the row below has other than words under them.
    private bool IsNeverData(SheetRow next)
    {
        var after = first + Depth + 1 < rows.Count ? rows[first + Depth + 1] : null;
        return after is null || Columns.Any(c => next[c].Length > 0 && after[c].Length > 0 && StartsWithDigit(after[c]));
    }

    private static bool StartsWithDigit(string text) => char.IsAsciiDigit(text[0]) || (text.Length > 1 && text[0] == '-' && char.IsAsciiDigit(text[1]));

    private IEnumerable<int> Columns => Enumerable.Range(firstColumn, lastColumn - firstColumn + 1);

    private List<string> Path(int column)
    {
        var parts = new List<string>();
        for (var level = 0; level < Depth; level++)
        {
            var part = Depth == 1 ? rows[first][column] : Part(level, column);
            if (part.Length > 0 && (parts.Count == 0 || parts[^1] != part))
            {
                parts.Add(part);
            }
        }

        return parts;
    }

    private string Part(int level, int column)
    {
        var row = rows[first + level];
        if (row[column].Length > 0)
        {
            return row[column];
        }

        if (merges.Around(row.Number, column) is CellRange range)
        {
            var top = rows.Skip(first).Take(Depth).FirstOrDefault(r => r.Number == range.FirstRow);
            return top is null ? "" : top[range.FirstColumn];
        }

        // A band that is written once and centred over columns without being merged.
        return level < Depth - 1 && rows[first + level + 1][column].Length > 0 ? Left(row, column) : "";
    }

    private string Left(SheetRow row, int column)
    {
        for (var c = column - 1; c >= firstColumn; c--)
        {
            if (row[c].Length > 0)
            {
                return merges.Around(row.Number, c) is null ? row[c] : "";
            }
        }

        return "";
    }
}
