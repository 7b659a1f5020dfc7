using Gongxin.Kernel.Data;
using Gongxin.Kernel.Identity;
using Gongxin.Kernel.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Governance;

internal sealed class GovernanceDb(PlatformDb platform, CurrentActor current, TimeProvider clock) : ModuleDb(platform, current, clock)
{
    public DbSet<Operation> Operations => Platform.Set<Operation>();
    public DbSet<AuditEntry> AuditEntries => Platform.Set<AuditEntry>();

    // The Kernel's own tables, for the state of the node.
    public PlatformDb Whole => Platform;
}
