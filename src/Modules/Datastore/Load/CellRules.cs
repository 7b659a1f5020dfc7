using System.Text;
using System.Text.RegularExpressions;
using Gongxin.Kernel.Tabular;

namespace Gongxin.Datastore.Load;

/// <summary>Constraints on the text of a cell as written: length, pattern, and for text columns the list of allowed values.</summary>
internal sealed class TextRules
{
    private readonly int _lengthMin;
    private readonly int _lengthMax;
    private readonly Regex? _pattern;
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>>? _allowed;
    private char[] _letters = new char[256];

    private TextRules(ColumnSchema column)
    {
        _lengthMin = column.MinLength ?? 0;
        _lengthMax = column.MaxLength ?? int.MaxValue;
        _pattern = PatternOf(column);
        if (column is { Type: ColumnType.Text, Enum: { } allowed })
        {
            _allowed = new HashSet<string>(allowed, StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
        }
    }

    /// <summary>Null when the column has none, so that most columns pay nothing.</summary>
    public static TextRules? Of(ColumnSchema column)
    {
        if (column.Type is ColumnType.Text && (column.Minimum ?? column.Maximum) is not null)
        {
            throw CellRules.Invalid(column, "minimum/maximum");
        }

        var any = column.MinLength is not null || column.MaxLength is not null || column.Pattern is not null
            || (column.Type is ColumnType.Text && column.Enum is not null);
        return any ? new TextRules(column) : null;
    }

    /// <summary>The code of the first rule that the cell breaks.</summary>
    public string? Broken(ReadOnlySpan<byte> cell)
    {
        if (_lengthMin > 0 || _lengthMax < int.MaxValue)
        {
            var length = Characters(cell);
            if (length < _lengthMin)
            {
                return FindingCodes.CellTooShort;
            }

            if (length > _lengthMax)
            {
                return FindingCodes.CellTooLong;
            }
        }

        if (_pattern is null && _allowed is null)
        {
            return null;
        }

        var text = Letters(cell);
        return _pattern?.IsMatch(text) == false ? FindingCodes.CellPattern
            : _allowed?.Contains(text) == false ? FindingCodes.CellNotInList
            : null;
    }

    // A character is a Unicode code point: every byte that does not continue one begins one.
    private static int Characters(ReadOnlySpan<byte> utf8)
    {
        var count = 0;
        foreach (var one in utf8)
        {
            count += (one & 0xC0) == 0x80 ? 0 : 1;
        }

        return count;
    }

    private ReadOnlySpan<char> Letters(ReadOnlySpan<byte> cell)
    {
        if (_letters.Length < cell.Length)
        {
            _letters = new char[cell.Length];
        }

        return _letters.AsSpan(0, Encoding.UTF8.GetChars(cell, _letters));
    }

    // Without back-tracking the time of a match is bounded by the length of the text, whatever the pattern.
    private static Regex? PatternOf(ColumnSchema column)
    {
        if (column.Pattern is null)
        {
            return null;
        }

        try
        {
            return new Regex($@"\A(?:{column.Pattern})\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, Regex.InfiniteMatchTimeout);
        }
        catch (Exception fault) when (fault is ArgumentException or NotSupportedException)
        {
            throw CellRules.Invalid(column, "pattern", fault);
        }
    }
}

/// <summary>Constraints on typed values: lowest, highest, and the list of allowed ones.</summary>
internal sealed class ValueRules<T>
    where T : unmanaged, IComparable<T>, IEquatable<T>
{
    private T? _lowest;
    private T? _highest;
    private HashSet<T>? _allowed;

    public static ValueRules<T>? Of(ColumnParser parser, TryRead<T> read)
    {
        var column = parser.Column;
        if ((column.Minimum ?? column.Maximum) is null && column.Enum is null)
        {
            return null;
        }

        if (column.Type is ColumnType.Boolean && (column.Minimum ?? column.Maximum) is not null)
        {
            throw CellRules.Invalid(column, "minimum/maximum");
        }

        return new ValueRules<T>
        {
            _lowest = column.Minimum is { } minimum ? Read(parser, read, minimum, "minimum") : null,
            _highest = column.Maximum is { } maximum ? Read(parser, read, maximum, "maximum") : null,
            _allowed = column.Enum?.Select(value => Read(parser, read, value, "enum")).ToHashSet(),
        };
    }

    public string? Broken(T value) =>
        (_lowest is { } lowest && value.CompareTo(lowest) < 0) || (_highest is { } highest && value.CompareTo(highest) > 0) ? FindingCodes.CellOutOfRange
        : _allowed?.Contains(value) == false ? FindingCodes.CellNotInList
        : null;

    private static T Read(ColumnParser parser, TryRead<T> read, string text, string rule) =>
        read(parser, Encoding.UTF8.GetBytes(text), out var value) ? value : throw CellRules.Invalid(parser.Column, rule);
}

internal static class CellRules
{
    public static TabularException Invalid(ColumnSchema column, string rule, Exception? inner = null) =>
        new(new Finding(null, column.Name, FindingCodes.SchemaInvalid, null, column.Name, rule), inner);
}
