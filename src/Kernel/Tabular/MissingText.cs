namespace Gongxin.Kernel.Tabular;

/// <summary>How strongly a cell says "there is no value here".</summary>
internal enum MissingKind
{
    None,

    /// <summary>Missing in every column: empty, blank, a dash, an ellipsis, NULL.</summary>
    Always,

    /// <summary>Missing only where the other values are numbers, times or yes/no; in a text column it is a text.</summary>
    WhereTyped,

    /// <summary>无: missing among numbers and times, "no" among 有/无, a text among texts.</summary>
    NoneWord,
}

/// <summary>The ways in which tables write that a value is missing.</summary>
internal static class MissingText
{
    private const int LengthMax = 6;

    /// <param name="cell">Trimmed.</param>
    public static MissingKind Of(ReadOnlySpan<byte> cell)
    {
        if (cell.Length == 0)
        {
            return MissingKind.Always;
        }

        if (cell.Length > LengthMax)
        {
            return MissingKind.None;
        }

        return cell[0] switch
        {
            (byte)'-' or 0xE2 or 0xEF => IsMark(cell),
            (byte)'N' or (byte)'n' or (byte)'\\' or (byte)'#' => IsWord(cell),
            (byte)'/' when cell.Length == 1 => MissingKind.WhereTyped,
            (byte)'.' when cell.Length == 2 && cell[1] == '.' => MissingKind.WhereTyped,
            0xE6 when cell.SequenceEqual("无"u8) => MissingKind.NoneWord,
            0xE6 when cell.SequenceEqual("暂无"u8) => MissingKind.WhereTyped,
            _ => MissingKind.None,
        };
    }

    private static MissingKind IsMark(ReadOnlySpan<byte> cell) =>
        cell.SequenceEqual("-"u8) || cell.SequenceEqual("--"u8) || cell.SequenceEqual("－"u8) || cell.SequenceEqual("—"u8)
        || cell.SequenceEqual("——"u8) || cell.SequenceEqual("…"u8) || cell.SequenceEqual("……"u8) || cell.SequenceEqual("–"u8)
            ? MissingKind.Always
            : cell.SequenceEqual("／"u8) ? MissingKind.WhereTyped : MissingKind.None;

    private static MissingKind IsWord(ReadOnlySpan<byte> cell) =>
        cell.SequenceEqual("NULL"u8) || cell.SequenceEqual("null"u8) || cell.SequenceEqual("Null"u8)
        || cell.SequenceEqual("N/A"u8) || cell.SequenceEqual("n/a"u8) || cell.SequenceEqual("\\N"u8)
            ? MissingKind.Always
            : cell.SequenceEqual("NA"u8) || cell.SequenceEqual("NaN"u8) || cell.SequenceEqual("nan"u8) || cell.SequenceEqual("#N/A"u8)
                ? MissingKind.WhereTyped
                : MissingKind.None;
}
