using Gongxin.Kernel.Data;
using Gongxin.Kernel.Errors;
using Gongxin.Kernel.Ledger.Notes;
using Microsoft.AspNetCore.Http;

namespace Gongxin.Kernel.Ledger.Keys;

/// <summary>
/// Puts a new key in the place of the one that signs. The change is an entry that both keys sign, and the checkpoint
/// over it carries both signatures, so whoever trusts the old key is led to the new one.
/// </summary>
public sealed class KeyRotation(PlatformDb db, LedgerKeys keys, TimeProvider clock)
{
    /// <param name="isLost">True when the old private key is gone: the new one then stands for itself.</param>
    /// <param name="ct">Cancels; the old key then goes on signing.</param>
    public async Task<NoteKey> RotateAsync(bool isLost, CancellationToken ct)
    {
        // An explicit transaction: the ledger must not grow between reading its head and signing the change.
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.Dialect.LockAsync(db, LedgerHead.LockName, ct);
        var head = await LedgerHead.LoadAsync(db, ct);
        var old = head.Key is null ? null : keys.Find(head.Key);
        if (head.Key is not null && old is null && !isLost)
        {
            throw new Refusal("ledger.key-missing", StatusCodes.Status409Conflict, head.Key.ShortId);
        }

        if (old is not null && isLost)
        {
            throw new Refusal("ledger.key-not-lost", StatusCodes.Status409Conflict, old.Key.ShortId);
        }

        // The name is the ledger's identity and stays. The file is there before the commit that makes it count.
        var next = head.Key is null ? keys.First() : keys.Create(head.Key.Name);
        var change = head.Key is null ? KeyChange.First : isLost ? KeyChange.Replaced : KeyChange.Rotated;
        var batch = new LedgerBatch(head.Frontier, clock);
        batch.Append(KeyRecord.Of(change, next, head.Key, old));
        await batch.WriteAsync(db, old is null ? [next] : [next, old], ct);
        await transaction.CommitAsync(ct);
        return next.Key;
    }
}
