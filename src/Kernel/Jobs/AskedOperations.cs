using Gongxin.Kernel.Data;
using Gongxin.Kernel.Identity;

namespace Gongxin.Kernel.Jobs;

/// <summary>Operations by who asked for them: what one of them made is given to nobody else.</summary>
public static class AskedOperations
{
    public static IQueryable<Operation> OperationsOf(this PlatformDb db, string kind, Actor asker)
    {
        var me = asker.Id;
        return db.Set<Operation>().Where(o => o.Kind == kind && o.StartedBy == me);
    }
}
