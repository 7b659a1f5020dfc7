using Gongxin.Contracts.Catalogue;
using Gongxin.Governance.Audit;
using Gongxin.Governance.Identities;
using Gongxin.Governance.Ledger;
using Gongxin.Governance.Notices;
using Gongxin.Governance.Operations;
using Gongxin.Governance.Status;
using Gongxin.Kernel.Data;
using Gongxin.Kernel.Errors;
using Gongxin.Kernel.Identity;
using Gongxin.Kernel.Settings;
using Gongxin.Ui.Shell;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Gongxin.Governance;

public static class GovernanceModule
{
    public static IServiceCollection AddGovernance(this IServiceCollection services)
    {
        services.AddModel(typeof(GovernanceModule).Assembly);
        services.AddProblemTexts<GovernanceText>();
        services.AddScoped<LedgerQueries>();
        services.AddScoped<GovernanceDb>();
        services.AddScoped(provider => new OperationReads(
            provider.GetRequiredService<GovernanceDb>(),
            provider.GetRequiredService<CurrentActor>(),
            provider.GetRequiredService<ProblemTexts>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddScoped(provider => new AuditReads(provider.GetRequiredService<GovernanceDb>()));
        services.AddScoped(provider => new NodeStatusReads(
            provider.GetRequiredService<GovernanceDb>(), provider.GetRequiredService<PlatformSettings>(), provider.GetRequiredService<ISearchStatus>(), provider.GetRequiredService<TimeProvider>()));
        services.AddNotices();
        services.AddPeople();
        services.AddMenuEntry<GovernanceText>(order: 50, "/ledger", "Ledger.Menu", inHeader: true);
        services.AddMenuEntry<GovernanceText>(order: 61, "/operations", "Operations.Menu", isPublic: false);
        services.AddMenuEntry<GovernanceText>(order: 80, "/status", "Status.Menu");
        services.AddMenuEntry<GovernanceText>(order: 81, "/audit", "Audit.Menu", isPublic: false);
        return services;
    }

    // The identity service of the settings; nothing where there is none.
    public static IServiceCollection AddSignInService(this IServiceCollection services, PlatformSettings settings)
    {
        services.AddOpenId(settings);
        return services;
    }

    public static void MapGovernance(this IEndpointRouteBuilder host)
    {
        var ledger = host.MapGroup("/api/v1/ledger").WithTags("Ledger");

        ledger.MapGet("/checkpoint", ReadCheckpoint.Handle).AllowAnonymous();
        ledger.MapGet("/tile/entries/{**path}", ReadBundle.Handle).AllowAnonymous();
        ledger.MapGet("/tile/{level:int}/{**path}", ReadTile.Handle).AllowAnonymous();
        ledger.MapGet("/entries", ListEntries.Handle).AllowAnonymous();
        ledger.MapGet("/entries/{index:long}", ReadEntry.Handle).AllowAnonymous();
        ledger.MapGet("/entries/{index:long}/proof", DownloadProof.Handle).AllowAnonymous();
        ledger.MapGet("/consistency", ReadConsistency.Handle).AllowAnonymous();
        ledger.MapGet("/keys", ListKeys.Handle).AllowAnonymous();
        ledger.MapPost("/verify", CheckProof.Handle).AllowAnonymous();

        var operations = host.MapGroup("/api/v1/operations").WithTags("Operations").RequireAuthorization();
        operations.MapGet("", ListOperations.Handle);
        operations.MapGet("/{id:guid}", ReadOperation.Handle);
        operations.MapPost("/{id:guid}/cancel", CancelOperation.Handle);

        host.MapNotices();

        host.MapPost("/operations/{id:guid}/cancel", CancelOperation.HandleForm).RequireAuthorization().DisableAntiforgery().ExcludeFromDescription();

        host.MapPeople();
    }
}
