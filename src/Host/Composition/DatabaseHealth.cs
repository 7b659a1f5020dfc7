using Gongxin.Kernel.Data;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Gongxin.Host.Composition;

internal sealed class DatabaseHealth(PlatformDb db) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        await db.Database.CanConnectAsync(cancellationToken) ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy();
}
