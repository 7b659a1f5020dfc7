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

    /// <summary>The keys that may have signed a checkpoint of this size: two for the one that covers a change of keys.</summary>
    public IReadOnlyList<NoteKey> SigningAt(long size) =>
        [.. _keys.Where((k, i) => k.From < size && (i + 1 == _keys.Count || size <= _keys[i + 1].From + 1)).Select(k => k.Key)];

    /// <summary>The key that signs a checkpoint of this size: the last one that its entries brought.</summary>
    public NoteKey? At(long size) => _keys.LastOrDefault(k => k.From < size).Key;
}
