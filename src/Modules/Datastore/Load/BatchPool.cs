using System.Collections.Concurrent;
using Gongxin.Kernel.Tabular;

namespace Gongxin.Datastore.Load;

/// <summary>
/// The batches that go round between typing and writing. DuckDB takes none while it packs a row group; so many are made that typing
/// goes on meanwhile, and no more than fit into <see cref="BytesMax"/>. Long rows make batches grow: then fewer go round.
/// </summary>
/// <remarks>One thread takes and counts, another gives back.</remarks>
internal sealed class BatchPool(TableSchema schema) : IDisposable
{
    public const long BytesMax = 64 * 1024 * 1024;

    // One is typed while the other is written, however large they are.
    private const int BatchesMin = 2;

    // The last given back comes first: its memory is nearest to the processor.
    private readonly BlockingCollection<TypedBatch> _free = new(new ConcurrentStack<TypedBatch>());
    private readonly Dictionary<TypedBatch, long> _kept = [];

    /// <summary>Memory of all batches as they were last counted.</summary>
    public long BytesKept { get; private set; }

    public int BatchCount => _kept.Count;

    private bool MayMake => _kept.Count < BatchesMin || BytesKept + (BytesKept / _kept.Count) <= BytesMax;

    public TypedBatch Take(CancellationToken stop)
    {
        while (true)
        {
            if (!_free.TryTake(out var batch))
            {
                if (MayMake)
                {
                    return Make();
                }

                batch = _free.Take(stop);
            }

            if (BytesKept <= BytesMax || _kept.Count <= BatchesMin)
            {
                return batch;
            }

            _kept.Remove(batch, out var bytes);
            BytesKept -= bytes;
        }
    }

    /// <summary>Counts a batch again: it grows with what is read into it.</summary>
    public void Count(TypedBatch batch)
    {
        BytesKept += batch.BytesKept - _kept[batch];
        _kept[batch] = batch.BytesKept;
    }

    public void GiveBack(TypedBatch batch) => _free.Add(batch);

    public void Dispose() => _free.Dispose();

    private TypedBatch Make()
    {
        var batch = new TypedBatch(schema);
        _kept.Add(batch, 0);
        Count(batch);
        return batch;
    }
}
