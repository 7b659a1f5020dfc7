using System.Numerics;
using System.Runtime.CompilerServices;

namespace Gongxin.Datastore.Rows.Index;

internal delegate void UseRows(Span<int> rows);

// The rows that pass all filters, found in one of two ways: from the rows of the most selective filter, testing the others
// one by one, or by looking at all rows 64 at a time. The first jumps about in memory, so it is used for few rows only.
internal sealed class RowMatches
{
    // What looking at a row somewhere costs, in rows looked at one after the other.
    public const int JumpCost = 32;

    public const int BatchRows = 1024;
    private const int BlocksBetweenChecks = 1024;

    private readonly RowIndex _index;
    private readonly CodeSet[] _sets;

    public RowMatches(RowIndex index, IReadOnlyList<CodeSet> sets)
    {
        _index = index;
        _sets = [.. sets.OrderBy(set => set.Count)];
    }

    // No more rows than this pass, and exactly these if there are no two filters.
    public int CountMax => _sets.Length > 0 ? _sets[0].Count : _index.RowCount;

    public bool IsCounted => _sets.Length < 2 || CountMax == 0;

    // What it costs to look at all matches.
    public long Cost => IsJumping ? (long)CountMax * JumpCost : _index.RowCount;

    public bool IsJumping => (long)CountMax * JumpCost < _index.RowCount;

    // Moves the rows that pass to the front and gives their number; the rows are known to pass the given set.
    public int Keep(Span<int> rows, CodeSet? known)
    {
        foreach (var set in _sets)
        {
            if (set != known)
            {
                rows = rows[..set.Keep(rows)];
            }
        }

        return rows.Length;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public long Count(CancellationToken ct)
    {
        if (IsCounted)
        {
            return CountMax;
        }

        var count = 0L;
        if (IsJumping)
        {
            Jump(rows => count += rows.Length, ct);
            return count;
        }

        for (var block = 0; block < Blocks; block++)
        {
            Check(block, ct);
            count += BitOperations.PopCount(Mask(block));
        }

        return count;
    }

    // Batches of matches in any order, which the user may move about.
    public void ForEach(UseRows use, CancellationToken ct)
    {
        if (IsJumping)
        {
            Jump(use, ct);
        }
        else
        {
            Scan(use, ct);
        }
    }

    // The first matches from a row on, in the order of the file.
    public List<int> FirstFrom(int row, int count, CancellationToken ct)
    {
        var found = new List<int>(count);
        for (var block = row / CodeScan.BlockRows; block < Blocks; block++)
        {
            Check(block, ct);
            for (var mask = Mask(block); mask != 0; mask &= mask - 1)
            {
                var match = (block * CodeScan.BlockRows) + BitOperations.TrailingZeroCount(mask);
                if (match < row)
                {
                    continue;
                }

                found.Add(match);
                if (found.Count == count)
                {
                    return found;
                }
            }
        }

        return found;
    }

    private int Blocks => (int)(((long)_index.RowCount + CodeScan.BlockRows - 1) / CodeScan.BlockRows);

    private ulong Mask(int block)
    {
        var mask = CodeScan.Mask(_sets, block);
        var rows = _index.RowCount - ((long)block * CodeScan.BlockRows);
        return rows >= CodeScan.BlockRows ? mask : mask & ((1UL << (int)rows) - 1);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Scan(UseRows use, CancellationToken ct)
    {
        Span<int> batch = stackalloc int[BatchRows];
        var count = 0;
        for (var block = 0; block < Blocks; block++)
        {
            Check(block, ct);
            for (var mask = Mask(block); mask != 0; mask &= mask - 1)
            {
                batch[count++] = (block * CodeScan.BlockRows) + BitOperations.TrailingZeroCount(mask);
            }

            if (count > BatchRows - CodeScan.BlockRows || block == Blocks - 1)
            {
                use(batch[..count]);
                count = 0;
            }
        }
    }

    private void Jump(UseRows use, CancellationToken ct)
    {
        Span<int> batch = stackalloc int[BatchRows];
        var column = _sets[0].Column;
        foreach (var (from, to) in _sets[0].Ranges)
        {
            var end = column.RankOf(to);
            for (var rank = column.RankOf(from); rank < end; rank += BatchRows)
            {
                ct.ThrowIfCancellationRequested();
                var count = Math.Min(BatchRows, end - rank);
                column.Order.Slice(rank, count).CopyTo(batch);
                use(batch[..Keep(batch[..count], _sets[0])]);
            }
        }
    }

    private static void Check(int block, CancellationToken ct)
    {
        if (block % BlocksBetweenChecks == 0)
        {
            ct.ThrowIfCancellationRequested();
        }
    }
}
