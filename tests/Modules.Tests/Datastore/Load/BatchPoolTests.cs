using Gongxin.Datastore.Load;
using Gongxin.Kernel.Tabular;

namespace Gongxin.Modules.Tests.Datastore.Load;

// Goal: batches run ahead of the writer, and their memory keeps its bound whatever the rows are.
public sealed class BatchPoolTests
{
    private static readonly TableSchema Schema = new([LoadFixture.Column("a", ColumnType.Text)]);

    [Fact]
    public void Many_small_batches_go_round_and_no_more_than_fit()
    {
        using var pool = new BatchPool(Schema);
        var taken = TakeUntilFull(pool);
        Assert.InRange(taken.Count, 16, 1000);
        Assert.InRange(pool.BytesKept, BatchPool.BytesMax / 2, BatchPool.BytesMax);

        pool.GiveBack(taken[3]);
        Assert.Same(taken[3], pool.Take(CancellationToken.None));
    }

    [Fact]
    public void Batches_that_grow_are_given_up_until_the_rest_fits()
    {
        using var pool = new BatchPool(Schema);
        foreach (var batch in TakeUntilFull(pool))
        {
            pool.GiveBack(batch);
        }

        var largest = 0L;
        for (var i = 0; i < 200; i++)
        {
            var batch = pool.Take(CancellationToken.None);
            Fill(batch, CellBatch.BytesMax);
            pool.Count(batch);
            largest = Math.Max(largest, batch.BytesKept);
            Assert.True(pool.BytesKept <= BatchPool.BytesMax + largest, $"{pool.BytesKept} bytes are kept.");
            pool.GiveBack(batch);
        }
    }

    [Fact]
    public void Two_batches_go_round_however_large_they_are()
    {
        using var pool = new BatchPool(Schema);
        var one = pool.Take(CancellationToken.None);
        Fill(one, (int)BatchPool.BytesMax + 1);
        pool.Count(one);
        var two = pool.Take(CancellationToken.None);
        Fill(two, (int)BatchPool.BytesMax + 1);
        pool.Count(two);
        Assert.NotSame(one, two);

        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));
        Assert.Throws<OperationCanceledException>(() => pool.Take(stop.Token));
        pool.GiveBack(one);
        Assert.Same(one, pool.Take(CancellationToken.None));
    }

    private static List<TypedBatch> TakeUntilFull(BatchPool pool)
    {
        var taken = new List<TypedBatch>();
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        try
        {
            while (true)
            {
                var batch = pool.Take(stop.Token);
                Fill(batch, 0);
                pool.Count(batch);
                taken.Add(batch);
            }
        }
        catch (OperationCanceledException)
        {
            // Full: the next one has to be waited for.
            return taken;
        }
    }

    private static void Fill(TypedBatch batch, int bytes)
    {
        batch.Cells.Clear();
        batch.Cells.AddRow(2);
        batch.Cells.SetCell(0, new byte[bytes]);
    }
}
