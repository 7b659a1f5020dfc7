using System.Runtime.CompilerServices;
using System.Text;

namespace Gongxin.Kernel.Tabular;

/// <summary>Brings a cell that may be a number or a time into plain ASCII, so that the parsers need to know one form only.</summary>
internal static class CellText
{
    /// <summary>No number or time is longer than this; longer cells are text.</summary>
    public const int TypedMax = 64;

    // Characters that mean something in numbers and dates and have no ASCII form are given control codes.
    public const byte Currency = 1;
    public const byte Year = 2;
    public const byte Month = 3;
    public const byte Day = 4;
    public const byte Hour = 5;
    public const byte Minute = 6;
    public const byte Second = 7;

    private const byte SpaceAsciiMax = 0x20;

    /// <summary>Without blanks at both ends, ideographic and no-break ones included.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> cell) =>
        cell.Length == 0 || (cell[0] is > SpaceAsciiMax and < 0x80 && cell[^1] is > SpaceAsciiMax and < 0x80) ? cell : TrimSlowly(cell);

    /// <summary>
    /// Writes the cell with full-width forms made plain. False when it has a character that no number or time has.
    /// </summary>
    public static bool TryPlain(ReadOnlySpan<byte> cell, Span<byte> to, out int length)
    {
        length = 0;
        while (cell.Length > 0)
        {
            if (length == to.Length)
            {
                return false;
            }

            if (cell[0] < 0x80)
            {
                if (cell[0] < SpaceAsciiMax)
                {
                    return false;
                }

                to[length++] = cell[0];
                cell = cell[1..];
                continue;
            }

            if (Rune.DecodeFromUtf8(cell, out var rune, out var taken) != System.Buffers.OperationStatus.Done || Plain(rune.Value) is not (> 0 and var plain))
            {
                return false;
            }

            to[length++] = plain;
            cell = cell[taken..];
        }

        return true;
    }

    private static byte Plain(int code) => code switch
    {
        0xFFE5 or 0xA5 => Currency,
        >= 0xFF01 and <= 0xFF5E => (byte)(code - 0xFF01 + 0x21),
        0x3000 or 0xA0 => (byte)' ',
        0x2212 => (byte)'-',
        '年' => Year,
        '月' => Month,
        '日' or '号' => Day,
        '时' or '時' or '点' => Hour,
        '分' => Minute,
        '秒' => Second,
        _ => 0,
    };

    private static ReadOnlySpan<byte> TrimSlowly(ReadOnlySpan<byte> cell)
    {
        while (cell.Length > 0 && BlankAtStart(cell) is > 0 and var blank)
        {
            cell = cell[blank..];
        }

        while (cell.Length > 0 && BlankAtEnd(cell) is > 0 and var blank)
        {
            cell = cell[..^blank];
        }

        return cell;
    }

    private static int BlankAtStart(ReadOnlySpan<byte> cell) =>
        cell[0] <= SpaceAsciiMax ? 1
        : cell is [0xE3, 0x80, 0x80, ..] ? 3
        : cell is [0xC2, 0xA0, ..] ? 2
        : cell is [0xEF, 0xBB, 0xBF, ..] ? 3
        : 0;

    private static int BlankAtEnd(ReadOnlySpan<byte> cell) =>
        cell[^1] <= SpaceAsciiMax ? 1
        : cell is [.., 0xE3, 0x80, 0x80] ? 3
        : cell is [.., 0xC2, 0xA0] ? 2
        : cell is [.., 0xEF, 0xBB, 0xBF] ? 3
        : 0;
}
