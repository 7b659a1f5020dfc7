using System.Text.Json;
using Gongxin.Kernel.Data;

namespace Gongxin.Kernel.Ledger;

/// <summary>The way into the ledger.</summary>
public static class LedgerQueue
{
    /// <summary>
    /// Queues a public act in the current unit of work: it is committed with the change it reports, or not at all, and is
    /// numbered within about a second. The payload is serialised as JSON at once; it holds what proves the act (ids,
    /// figures, digests), never personal data that may have to be erased.
    /// </summary>
    /// <param name="db">The database of the unit of work.</param>
    /// <param name="kind">Noun and past participle, e.g. <c>dataset.version-published</c>.</param>
    /// <param name="subject">What it happened to, e.g. <c>dataset:china-villages/3</c>.</param>
    /// <param name="payload">An object, at most <see cref="LedgerEntry.PayloadBytesMax"/> bytes as JSON.</param>
    /// <param name="audience">Who may read it; null means everybody.</param>
    /// <param name="clock">Gives the time of the act.</param>
    /// <returns>The name under which <see cref="LedgerReader"/> finds the entry once it has its number.</returns>
    public static LedgerEntryId QueueLedger(
        this PlatformDb db, string kind, string subject, object payload, Audience? audience, TimeProvider clock)
    {
        if (kind.StartsWith("ledger.", StringComparison.Ordinal))
        {
            throw new ArgumentException("The ledger's own kinds are not for modules.", nameof(kind));
        }

        var json = JsonSerializer.SerializeToUtf8Bytes(payload, payload.GetType(), LedgerJson.Options);
        var queued = QueuedEntry.Of(kind, subject, json, audience ?? Audience.Public, clock);
        db.Add(queued);
        return queued.Id;
    }
}
