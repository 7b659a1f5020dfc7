using System.Linq.Expressions;
using Gongxin.Kernel.Data;
using Gongxin.Kernel.Identity;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Collection.Workbooks.Kept;

internal sealed class WorkbookDb(PlatformDb platform, CurrentActor current, TimeProvider clock) : ModuleDb(platform, current, clock)
{
    private readonly TimeProvider _clock = clock;

    public Actor Me => Current;
    public DateTime Now => _clock.GetUtcNow().UtcDateTime;

    // What the actor handed in, and what belongs to organisations that the actor acts for. Of what belongs to nobody's
    // organisation, only the own.
    public IQueryable<HandedWorkbook> Workbooks
    {
        get
        {
            var (me, reached) = (Me.Id, Reached<HandedWorkbook>(w => w.OrganisationId).Where(w => w.OrganisationId != Guid.Empty).Select(w => w.Id));
            return Platform.Set<HandedWorkbook>().Where(w => w.By == me || reached.Contains(w.Id));
        }
    }

    public IQueryable<RememberedMapping> Mappings
    {
        get
        {
            var (me, reached) = (Me.Id, Reached<RememberedMapping>(m => m.OrganisationId).Where(m => m.OrganisationId != Guid.Empty).Select(m => m.Id));
            return Platform.Set<RememberedMapping>().Where(m => m.By == me || reached.Contains(m.Id));
        }
    }

    public void Add(object entity) => Platform.Add(entity);

    private IQueryable<T> Reached<T>(Expression<Func<T, Guid>> organisation)
        where T : class =>
        Platform.Set<T>().InScope(Me, WorkbookPermissions.Read, organisation);
}
