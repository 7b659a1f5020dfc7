using System.Text;
using Gongxin.Contracts.Datastore;

namespace Gongxin.Datastore.Rows.Index;

// What the filters on one column let through, as ranges of its codes: ascending, apart from each other, the end excluded.
internal sealed class CodeSet
{
    // With more ranges than this, codes are looked up in bits instead.
    private const int RangesTried = 4;

    private readonly ulong[]? _bits;

    private CodeSet(IndexColumn column, List<(int From, int To)> ranges)
    {
        Column = column;
        Ranges = [.. ranges];
        Count = (int)ranges.Sum(range => (long)column.RankOf(range.To) - column.RankOf(range.From));
        _bits = ranges.Count > RangesTried ? BitsOf(column, ranges) : null;
    }

    public IndexColumn Column { get; }
    public (int From, int To)[] Ranges { get; }

    // Exact number of rows.
    public int Count { get; }

    public bool IsLookedUp => _bits is not null;

    // Null when an index cannot answer one of the filters.
    public static List<CodeSet>? Of(RowIndex index, RowPlan plan)
    {
        var sets = new List<CodeSet>();
        foreach (var filters in plan.Filters.GroupBy(filter => filter.Column))
        {
            var column = index.Columns[filters.Key];
            List<(int, int)> ranges = [(0, column.EmptyCode + 1)];
            foreach (var filter in filters)
            {
                if (RangesOf(column, filter) is not { } more)
                {
                    return null;
                }

                ranges = Both(ranges, more);
            }

            sets.Add(new CodeSet(column, ranges));
        }

        return sets;
    }

    public bool Contains(int code)
    {
        if (_bits is not null)
        {
            return (_bits[code >> 6] & (1UL << (code & 63))) != 0;
        }

        for (var at = 0; at < Ranges.Length; at++)
        {
            if ((uint)(code - Ranges[at].From) < (uint)(Ranges[at].To - Ranges[at].From))
            {
                return true;
            }
        }

        return false;
    }

    // Moves the rows that are let through to the front and gives their number.
    public int Keep(Span<int> rows) => Ranges is [var (from, to)] ? Column.Keep(rows, from, to) : KeepOneByOne(rows);

    private int KeepOneByOne(Span<int> rows)
    {
        var kept = 0;
        foreach (var row in rows)
        {
            rows[kept] = row;
            kept += Contains(Column.Code(row)) ? 1 : 0;
        }

        return kept;
    }

    private static List<(int From, int To)>? RangesOf(IndexColumn column, PlanFilter filter)
    {
        var empty = column.EmptyCode;
        var (from, to) = filter.Values.Count == 1 && filter.Operator is not FilterOperator.Null
            ? (column.CodeOf(filter.Values[0]), column.CodeOf(filter.Values[0], orEqual: true))
            : default;
        return filter.Operator switch
        {
            FilterOperator.Eq => Apart((from, to)),
            FilterOperator.Ne => Apart((0, from), (to, empty + 1)),
            FilterOperator.Gt => Apart((to, empty)),
            FilterOperator.Ge => Apart((from, empty)),
            FilterOperator.Lt => Apart((0, from)),
            FilterOperator.Le => Apart((0, to)),
            FilterOperator.In => Apart([.. filter.Values.Select(value => (column.CodeOf(value), column.CodeOf(value, orEqual: true))).Order()]),
            FilterOperator.Null => filter.Values[0].Number != 0 ? Apart((empty, empty + 1)) : Apart((0, empty)),
            FilterOperator.Prefix => Beginning(column, filter.Values[0].Text ?? ""),
            _ => LikePattern.PrefixOf(filter.Values[0].Text ?? "") is { } prefix ? Beginning(column, prefix) : null,
        };
    }

    private static List<(int From, int To)> Beginning(IndexColumn column, string prefix)
    {
        var utf8 = Encoding.UTF8.GetBytes(prefix);
        return Apart((column.CodeOfPrefix(utf8, after: false), column.CodeOfPrefix(utf8, after: true)));
    }

    // Leaves out what is empty and joins what touches.
    private static List<(int From, int To)> Apart(params ReadOnlySpan<(int From, int To)> ranges)
    {
        var apart = new List<(int From, int To)>();
        foreach (var range in ranges)
        {
            if (range.From >= range.To)
            {
                continue;
            }

            if (apart.Count > 0 && apart[^1].To >= range.From)
            {
                apart[^1] = (apart[^1].From, Math.Max(apart[^1].To, range.To));
            }
            else
            {
                apart.Add(range);
            }
        }

        return apart;
    }

    private static List<(int From, int To)> Both(List<(int From, int To)> left, List<(int From, int To)> right)
    {
        var both = new List<(int From, int To)>();
        for (int l = 0, r = 0; l < left.Count && r < right.Count;)
        {
            var (from, to) = (Math.Max(left[l].From, right[r].From), Math.Min(left[l].To, right[r].To));
            if (from < to)
            {
                both.Add((from, to));
            }

            _ = left[l].To < right[r].To ? l++ : r++;
        }

        return both;
    }

    private static ulong[] BitsOf(IndexColumn column, List<(int From, int To)> ranges)
    {
        var bits = new ulong[(column.EmptyCode >> 6) + 1];
        foreach (var (from, to) in ranges)
        {
            for (var code = from; code < to; code++)
            {
                bits[code >> 6] |= 1UL << (code & 63);
            }
        }

        return bits;
    }
}
