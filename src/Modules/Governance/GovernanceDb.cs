using Gongxin.Governance.Accounts;
using Gongxin.Governance.Grants;
using Gongxin.Governance.Identities;
using Gongxin.Governance.Invitations;
using Gongxin.Governance.Notices;
using Gongxin.Governance.Recovery;
using Gongxin.Governance.Sessions;
using Gongxin.Kernel.Data;
using Gongxin.Kernel.Identity;
using Gongxin.Kernel.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Governance;

internal sealed class GovernanceDb(PlatformDb platform, CurrentActor current, TimeProvider clock) : ModuleDb(platform, current, clock)
{
    public DbSet<Operation> Operations => Platform.Set<Operation>();
    public DbSet<Account> Accounts => Platform.Set<Account>();
    public DbSet<RecoveryCode> RecoveryCodes => Platform.Set<RecoveryCode>();
    public DbSet<RecoveryLink> RecoveryLinks => Platform.Set<RecoveryLink>();
    public DbSet<RecoveryRequest> RecoveryRequests => Platform.Set<RecoveryRequest>();
    public DbSet<ExternalIdentity> Identities => Platform.Set<ExternalIdentity>();
    public DbSet<Invitation> Invitations => Platform.Set<Invitation>();
    public DbSet<MembershipRequest> Memberships => Platform.Set<MembershipRequest>();
    public DbSet<Session> Sessions => Platform.Set<Session>();
    public DbSet<Grant> Grants => Platform.Set<Grant>();
    public DbSet<ApiKey> Keys => Platform.Set<ApiKey>();
    public DbSet<AuditEntry> AuditEntries => Platform.Set<AuditEntry>();

    public DbSet<Notice> Notices => Platform.Set<Notice>();
    public DbSet<NoticeRead> NoticesRead => Platform.Set<NoticeRead>();
    public DbSet<NoticeWay> NoticeWays => Platform.Set<NoticeWay>();
    public DbSet<Delivery> Deliveries => Platform.Set<Delivery>();

    public void Add(object entity) => Platform.Add(entity);

    public void Remove(object entity) => Platform.Remove(entity);

    // What another process changed first is not saved by this one.
    public void Forget(object entity) => Platform.Entry(entity).State = EntityState.Detached;

    public Actor Me => Current;

    // The Kernel's own tables, for the state of the node.
    public PlatformDb Whole => Platform;
}
