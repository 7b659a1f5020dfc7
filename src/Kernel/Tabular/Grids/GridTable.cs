namespace Gongxin.Kernel.Tabular.Grids;

/// <summary>What a row below a header is.</summary>
public enum GridRowKind
{
    Data,

    /// <summary>It adds up others: 合计, 小计.</summary>
    Total,
}

/// <summary>A row of a table, by its number in the sheet.</summary>
public readonly record struct GridRow(int Row, GridRowKind Kind);

/// <summary>A column of a table.</summary>
/// <param name="Column">Its place in the sheet, from 0.</param>
/// <param name="Path">The levels of its header from the top, without repetitions; empty where it has none.</param>
public sealed record GridColumn(int Column, IReadOnlyList<string> Path);

/// <summary>A table found in a sheet: header, rows, and the lines around it.</summary>
public sealed record GridTable
{
    public required SheetGrid Grid { get; init; }

    /// <summary>First and last row of the header; both 0 when there is none.</summary>
    public required int HeaderFirst { get; init; }

    public required int HeaderLast { get; init; }

    public required IReadOnlyList<GridColumn> Columns { get; init; }
    public required IReadOnlyList<GridRow> Rows { get; init; }

    /// <summary>Lines above the table: its title, its unit, its period, who filled it in.</summary>
    public required IReadOnlyList<string> Captions { get; init; }

    /// <summary>Lines below it: notes, sources, signatures.</summary>
    public required IReadOnlyList<string> Notes { get; init; }
}
