using Gongxin.Credit.Answers;
using Gongxin.Credit.Records;
using Gongxin.Credit.Records.Classes;
using Gongxin.Credit.Records.Marks;
using Gongxin.Credit.Reports;
using Gongxin.Credit.StopUse;
using Gongxin.Kernel.Data;
using Gongxin.Kernel.Identity;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Credit;

internal sealed class CreditDb(PlatformDb platform, CurrentActor current, TimeProvider clock) : ModuleDb(platform, current, clock)
{
    public DbSet<CreditRecord> Records => Platform.Set<CreditRecord>();
    public DbSet<RecordStatement> Statements => Platform.Set<RecordStatement>();
    public DbSet<CreditReport> Reports => Platform.Set<CreditReport>();
    public DbSet<CreditCheck> Checks => Platform.Set<CreditCheck>();
    public DbSet<CheckBatch> CheckBatches => Platform.Set<CheckBatch>();
    public DbSet<RecordMark> Marks => Platform.Set<RecordMark>();
    public DbSet<RecordTaking> Takings => Platform.Set<RecordTaking>();

    public DbSet<RecordReceipt> Receipts => Platform.Set<RecordReceipt>();
    public DbSet<StopUseOrder> StopUses => Platform.Set<StopUseOrder>();

    // Who asks, at this moment.
    public Actor Asker => Current;

    public string ActorId => Current.Id;

    public PlatformDb Whole => Platform;

    // What everybody may see on that day. The one place that says so.
    public IQueryable<CreditRecord> ShownOn(DateOnly day) => Records.AsNoTracking()
        .Where(r => r.IsShown && r.End == null && r.FromOn <= day && (r.UntilOn == null || r.UntilOn >= day));

    // What bodies that have to decide are told on that day: what everybody may see, and what is shared with them only.
    public IQueryable<CreditRecord> ToldOn(DateOnly day) => Records.AsNoTracking()
        .Where(r => (r.IsShown || r.Scope == DisclosureScope.Shared) && r.End == null && r.FromOn <= day && (r.UntilOn == null || r.UntilOn >= day));

    // Takes numbers inside the current transaction; other writers of records wait until it ends.
    public async Task<long> TakeSerialsAsync(int count, CancellationToken ct)
    {
        var head = await Platform.Set<CreditHead>().SingleOrDefaultAsync(h => h.Id == CreditHead.OnlyId, ct);
        if (head is null)
        {
            head = new CreditHead();
            Platform.Add(head);
        }

        var first = head.Serial + 1;
        head.Serial += count;
        return first;
    }
}
