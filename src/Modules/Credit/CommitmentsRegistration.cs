using Gongxin.Contracts.Registry;
using Gongxin.Credit.Commitments;
using Gongxin.Credit.Standing;
using Gongxin.Kernel.Errors;
using Gongxin.Kernel.Identity;
using Gongxin.Ui.Shell;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Gongxin.Credit;

// Commitments: recorded, public, judged by the unit that accepted them.
internal static class CommitmentsRegistration
{
    public static void AddCommitments(this IServiceCollection services)
    {
        services.AddProblemTexts<CommitmentsText>();
        services.AddRole(Roles.Officer, ActsPermissions.Commitments);
        services.AddMenuEntry<CommitmentsText>(23, "/credit/commitments", "Menu.Commitments");
        services.AddMenuEntry<CommitmentsText>(29, "/credit/commitments/desk", "Menu.Desk", isPublic: false);
        services.AddScoped<CommitmentDesk>();
        services.AddScoped<ICreditSection, CommitmentsSection>();
        services.AddScoped(provider => new CommitmentReads(provider.GetRequiredService<CreditDb>(), provider.GetRequiredService<WholeSubjects>(), provider.GetRequiredService<TimeProvider>()));
        services.AddScoped(provider => new CommitmentQueries(provider.GetRequiredService<CommitmentDesk>()));
    }

    public static void MapCommitments(this IEndpointRouteBuilder credit)
    {
        credit.MapGet("/commitments", ReadCommitments.Handle).AllowAnonymous();
        credit.MapGet("/commitments/mine", ReadCommitments.HandleMine).Requires(ActsPermissions.Commitments);
        credit.MapGet("/commitments/{code}", ReadCommitments.HandleOne).AllowAnonymous();
        credit.MapPost("/commitments", CommitmentDesk.HandleRecord).Requires(ActsPermissions.Commitments);
        credit.MapPost("/commitments/{code}/judgement", CommitmentDesk.HandleJudge).Requires(ActsPermissions.Commitments);
        credit.MapPost("/commitments/{code}/void", CommitmentDesk.HandleVoid).Requires(ActsPermissions.Commitments);
    }
}
