using Gongxin.Contracts.Registry;
using Gongxin.Kernel.Errors;
using Gongxin.Kernel.Identity;
using Gongxin.Registry.Subjects.Pairs;
using Gongxin.Ui.Shell;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Gongxin.Registry;

// Judgements of pairs: which entries are one legal subject.
internal static class PairsWiring
{
    public static void AddPairs(this IServiceCollection services)
    {
        services.AddProblemTexts<PairsText>();
        services.AddMenuEntry<PairsText>(46, "/registry/subjects/pairs", "Menu.Pairs", isPublic: false);
        services.AddRole(Roles.Officer, RegistryPermissions.JudgePairs);
        services.AddRole(Roles.Operator, RegistryPermissions.JudgePairs);

        // Pairs belong to the whole register, never to one organisation.
        services.AddNodePermissions(RegistryPermissions.JudgePairs);
        services.AddSingleton<MergedPairs>();
        services.AddScoped<ISameSubjects, SameSubjectsOfRegister>();
        services.AddScoped<ReadEvidence>();
        services.AddScoped<PairReads>();
        services.AddScoped<PairDesk>();
        services.AddScoped<SuspectedPairs>();
    }

    public static void MapPairs(this IEndpointRouteBuilder host)
    {
        var pairs = host.MapGroup("/api/v1/registry/subjects/pairs").WithTags("Registry");

        pairs.MapGet("", ReadPairs.Handle).Requires(RegistryPermissions.JudgePairs);
        pairs.MapGet("/suspected", ReadPairs.HandleSuspected).Requires(RegistryPermissions.JudgePairs);
        pairs.MapGet("/{id:guid}", ReadPairs.HandleOne).Requires(RegistryPermissions.JudgePairs);
        pairs.MapPost("", JudgePairs.HandlePropose).Requires(RegistryPermissions.JudgePairs);
        pairs.MapPost("/{id:guid}/decision", JudgePairs.HandleDecide).Requires(RegistryPermissions.JudgePairs);
        pairs.MapPost("/{id:guid}/end", JudgePairs.HandleEnd).Requires(RegistryPermissions.JudgePairs);
    }
}
