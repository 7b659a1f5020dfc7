namespace Gongxin.Kernel.Tabular.Workbooks;

/// <summary>
/// What a workbook may make the platform hold and do. A workbook that is open holds at most: its strings up to
/// <see cref="StringsInMemoryBytes"/> (the rest lies in a temporary file), 8 bytes for each of them, its styles, and a sample of
/// each sheet; a reader holds one row and one tag. With the defaults that is below 256 MB, whatever the file claims.
/// </summary>
internal sealed record WorkbookLimits
{
    public static readonly WorkbookLimits Default = new();

    /// <summary>Most parts of a package, and the longest list of them in bytes.</summary>
    public int PartsMax { get; init; } = 10_000;

    public long DirectoryBytesMax { get; init; } = 16 * 1024 * 1024;

    /// <summary>Most bytes of one unpacked part, and of all that one reader unpacks.</summary>
    public long PartBytesMax { get; init; } = 8L * 1024 * 1024 * 1024;

    /// <summary>How many times larger than packed a part may become, once it is larger than <see cref="RatioFreeBytes"/>.</summary>
    public int RatioMax { get; init; } = 400;

    public long RatioFreeBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>Most bytes of a part that is kept in memory when read: list of sheets, relations, styles.</summary>
    public long SmallPartBytesMax { get; init; } = 64 * 1024 * 1024;

    public int SheetsMax { get; init; } = 1024;

    public int StylesMax { get; init; } = 70_000;

    public int StringsMax { get; init; } = 16 * 1024 * 1024;

    public long StringsInMemoryBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>Most merged ranges of a sheet that are looked at.</summary>
    public int MergedRangesMax { get; init; } = 1_000_000;

    /// <summary>Most bytes of a binary workbook, which is read by a library that keeps its strings in memory: up to four times as much.</summary>
    public long BinaryBytesMax { get; init; } = 128 * 1024 * 1024;

    /// <summary>Most rows at the top of a sheet that are looked at to find its header, and most bytes of their text.</summary>
    public int SampleRows { get; init; } = 64;

    public int SampleBytes { get; init; } = 1024 * 1024;
}
