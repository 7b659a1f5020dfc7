using Gongxin.Kernel.Audit;
using Gongxin.Kernel.Blobs;
using Gongxin.Kernel.Data;
using Gongxin.Kernel.Errors;
using Gongxin.Kernel.Http;
using Gongxin.Kernel.Identity;
using Gongxin.Kernel.Jobs;
using Gongxin.Kernel.Ledger;
using Gongxin.Kernel.Settings;
using Gongxin.Kernel.Verification;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Gongxin.Kernel;

/// <summary>Wires what every command of the program needs; <see cref="AddKernelWeb"/> adds what only a serving node needs.</summary>
public static class KernelRegistration
{
    public static IServiceCollection AddKernel(this IServiceCollection services, PlatformSettings settings)
    {
        services.AddSingleton(settings);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<ProblemTexts>();
        services.AddProblemTexts<KernelText>();
        services.TryAddScoped<CurrentActor>();
        services.AddSingleton<KnownKeys>();
        services.AddScoped<ApiKeys>();
        services.AddSingleton<RoleBook>();
        services.AddPlatformDb();
        services.AddOperations();
        services.AddLedger();
        services.AddScoped<AuditSealer>();
        services.AddScoped<IVerification, AuditVerification>();
        services.AddSingleton<FolderBlobs>();
        services.AddSingleton<IBlobs>(provider => provider.GetRequiredService<FolderBlobs>());
        return services;
    }

    public static IServiceCollection AddKernelWeb(this IServiceCollection services, PlatformSettings settings)
    {
        services.AddHttpContextAccessor();
        services.AddIdentity(settings);
        services.AddInvitedSites(settings);
        services.AddScoped<Idempotency>();
        services.AddSingleton<RequestRates>();
        services.AddSingleton<Problems>();
        services.AddSingleton<Microsoft.AspNetCore.Diagnostics.IExceptionHandler>(provider => provider.GetRequiredService<Problems>());
        services.AddSingleton<RevisionWatch>();
        services.AddHostedService(provider => provider.GetRequiredService<RevisionWatch>());
        services.AddRunners();
        services.AddJob<SweepBlobs>(Every.Minutes(10));
        services.AddJob<LedgerSequencer>(Every.Seconds(1));
        services.AddJob<AuditSealer>(Every.Seconds(1));
        services.AddJob<AnchorAudit>(Every.DayAt(hour: 3));
        return services;
    }
}
