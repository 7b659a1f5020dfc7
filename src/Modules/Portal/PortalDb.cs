using Gongxin.Kernel.Data;
using Gongxin.Kernel.Identity;
using Gongxin.Portal.Statistics;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Portal;

internal sealed class PortalDb(PlatformDb platform, CurrentActor current, TimeProvider clock) : ModuleDb(platform, current, clock)
{
    public DbSet<Use> Uses => Platform.Set<Use>();

    public Task<int> RunAsync(string sql, IEnumerable<object> values, CancellationToken ct) => Platform.Database.ExecuteSqlRawAsync(sql, values, ct);
}
