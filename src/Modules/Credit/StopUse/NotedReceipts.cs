using System.Collections.Concurrent;
using Gongxin.Credit.Records;

namespace Gongxin.Credit.StopUse;

// Receipts that are known to be written. They are never taken away, so what is here needs no look into the database; when it is full, it
// begins anew.
internal sealed class NotedReceipts
{
    private const int CountMax = 200_000;

    private readonly ConcurrentDictionary<(string Consumer, RecordId Record), byte> _noted = new();

    public bool Has(string consumer, RecordId record) => _noted.ContainsKey((consumer, record));

    public void Add(IReadOnlyCollection<RecordReceipt> written)
    {
        if (_noted.Count + written.Count > CountMax)
        {
            _noted.Clear();
        }

        foreach (var receipt in written)
        {
            _noted.TryAdd((receipt.ConsumerId, receipt.RecordId), 0);
        }
    }
}
