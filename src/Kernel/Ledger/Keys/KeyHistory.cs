using Gongxin.Kernel.Ledger.Notes;

namespace Gongxin.Kernel.Ledger.Keys;

/// <summary>The keys that sign and signed the ledger, read from its own entries.</summary>
public sealed class KeyHistory
{
    private readonly List<(long From, NoteKey Key, KeyRecord Record)> _keys = [];

    /// <summary>The keys in order, each with the index of the entry that brought it.</summary>
    public IReadOnlyList<(long From, NoteKey Key, KeyRecord Record)> All => _keys;

    /// <summary>The key that signs now.</summary>
    public NoteKey? Current => _keys.Count == 0 ? null : _keys[^1].Key;

    /// <summary>Takes up the next record; false when it does not follow from the key before.</summary>
    public bool TryAdd(long index, KeyRecord record)
    {
        if (!record.Follows(Current))
        {
            return false;
        }

        _keys.Add((index, NoteKey.TryParse(record.Key)!, record));
        return true;
    }

    /// <summary>The key that signs a checkpoint of this size: the last one that its entries brought.</summary>
    public NoteKey? At(long size) => _keys.LastOrDefault(k => k.From < size).Key;
}
