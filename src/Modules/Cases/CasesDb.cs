using Gongxin.Cases.Casework;
using Gongxin.Kernel.Data;
using Gongxin.Kernel.Identity;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Cases;

internal sealed class CasesDb(PlatformDb platform, CurrentActor current, TimeProvider clock) : ModuleDb(platform, current, clock)
{
    public Actor Asker => Current;

    public bool IsDesk => Current.Reaches(CasesPermissions.Desk, null, null);

    public DbSet<Case> Cases => Platform.Set<Case>();
    public DbSet<CaseApplicant> Applicants => Platform.Set<CaseApplicant>();

    // What the officer who asks may see: the front desk everything, a body what is with it. The rest does not exist.
    public IQueryable<Case> Visible => IsDesk ? Cases : Cases.InScope(Current, CasesPermissions.Handle, c => c.HandlerId);

    // One case whole, to be changed.
    public static IQueryable<Case> Whole(IQueryable<Case> cases) =>
        cases.Include(c => c.Steps).Include(c => c.Destinations).Include(c => c.Attachments).AsSplitQuery();

    public void Add(object entity) => Platform.Add(entity);
}
