namespace Gongxin.Kernel.Tabular;

/// <summary>Bounds on what a handed-in file may make the platform hold in memory. Beyond them a file is refused, never cut.</summary>
public sealed record TabularLimits
{
    public static readonly TabularLimits Default = new();

    /// <summary>Longest row (of text or JSON) in bytes of UTF-8, line breaks inside cells included.</summary>
    public int RowBytesMax { get; init; } = 16 * 1024 * 1024;

    /// <summary>Longest single cell in bytes of UTF-8.</summary>
    public int CellBytesMax { get; init; } = 16 * 1024 * 1024;

    /// <summary>Most columns of a table.</summary>
    public int ColumnsMax { get; init; } = 4096;

    /// <summary>Deepest nesting of JSON.</summary>
    public int JsonDepthMax { get; init; } = 64;

    /// <summary>How much of a text file is looked at to tell delimiter, quote and header, in bytes of UTF-8.</summary>
    public int SampleBytes { get; init; } = 1024 * 1024;
}
