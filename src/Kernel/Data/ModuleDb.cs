using System.Text.Json;
using Gongxin.Kernel.Identity;
using Gongxin.Kernel.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Kernel.Data;

/// <summary>
/// A module's view of the database. <see cref="SaveAsync"/> is the only way to write: it puts the change, its audit
/// rows, the announcements of aggregates and whatever was queued for the ledger into one transaction.
/// </summary>
public abstract class ModuleDb(PlatformDb platform, CurrentActor current, TimeProvider clock)
{
    public const string PersonalDataRead = "PersonalDataRead";

    protected PlatformDb Platform { get; } = platform;

    /// <summary>Who asks, at this moment.</summary>
    protected Actor Current => current.Actor;

    /// <summary>Records in the audit trail what the current actor does; saved with the next <see cref="SaveAsync"/>.</summary>
    /// <param name="action">Verb in the past tense with its noun, e.g. <c>VersionPublished</c>.</param>
    /// <param name="subject">What it was done to, e.g. <c>dataset:china-villages</c>.</param>
    /// <param name="detail">Ids and figures, never personal data; serialised as JSON.</param>
    public void Audit(string action, string subject, object? detail = null) =>
        Platform.Add(AuditEntry.By(current.Actor, action, subject, detail is null ? null : JsonSerializer.Serialize(detail), clock));

    /// <summary>
    /// Records that the current actor has read personal data. The one call for it: made before the data leaves the module, saved
    /// at once, so that nobody reads what is not in the trail.
    /// </summary>
    /// <param name="subject">Whose data, e.g. <c>account:GUID</c>.</param>
    /// <param name="fields">What was read, by field names, never the values.</param>
    public async Task AuditPersonalReadAsync(string subject, IReadOnlyList<string> fields, CancellationToken ct)
    {
        Audit(PersonalDataRead, subject, new { fields });
        await SaveAsync(ct);
    }

    /// <summary>Queues a public act for the ledger; see <see cref="LedgerQueue.QueueLedger"/>. Committed by the next <see cref="SaveAsync"/>.</summary>
    public LedgerEntryId QueueLedger(string kind, string subject, object payload, Audience? audience = null) =>
        Platform.QueueLedger(kind, subject, payload, audience, clock);

    /// <summary>Saves everything in one transaction. A lost race on an aggregate throws <see cref="DbUpdateConcurrencyException"/> (409).</summary>
    public async Task SaveAsync(CancellationToken ct)
    {
        var changed = false;
        foreach (var entry in Platform.ChangeTracker.Entries<Aggregate>().ToList())
        {
            if (entry.State is EntityState.Modified)
            {
                entry.Entity.Version++;
                changed = true;
            }

            foreach (var announcement in entry.Entity.TakeAnnouncements())
            {
                Platform.Add(OutboxMessage.For(announcement, clock));
            }
        }

        try
        {
            await Platform.SaveChangesAsync(ct);
        }
        catch (DbUpdateException failure) when (changed && Platform.Dialect.IsKeyTaken(failure))
        {
            // The parts of an aggregate are numbered: whoever was first has inserted the same part, and the database may
            // come to it before it comes to the version.
            throw new DbUpdateConcurrencyException("Another change of the same aggregate was saved first.", failure);
        }
    }
}
