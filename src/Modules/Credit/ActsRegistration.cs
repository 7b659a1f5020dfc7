using Gongxin.Contracts.Credit;
using Gongxin.Credit.Records.Marks;
using Gongxin.Credit.Records.Repair;
using Gongxin.Credit.Records.Withdrawing;
using Gongxin.Credit.StopUse;
using Gongxin.Kernel.Errors;
using Gongxin.Kernel.Identity;
using Gongxin.Kernel.Jobs;
using Gongxin.Ui.Shell;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Gongxin.Credit;

// What bodies do with records: marks, withdrawal, repair, stop-use.
internal static class ActsRegistration
{
    public static void AddActs(this IServiceCollection services)
    {
        services.AddProblemTexts<ActsText>();
        services.AddRole(Roles.Officer, ActsPermissions.Withdraw);
        services.AddMenuEntry<ActsText>(25, "/credit/withdrawals", "Menu.Withdrawals");
        services.AddMenuEntry<ActsText>(26, "/credit/stop-use", "Menu.StopUse");
        services.AddSingleton<RepairConditions>();
        services.AddScoped<MarkRecord>();
        services.AddScoped<IRecordActs, RecordActs>();
        services.AddScoped<WithdrawRecord>();
        services.AddScoped<ReceiptBook>();
        services.AddScoped(provider => new WithdrawalReads(provider.GetRequiredService<CreditDb>()));
        services.AddScoped(provider => new StopUseReads(provider.GetRequiredService<CreditDb>(), provider.GetRequiredService<TimeProvider>()));
        services.AddAnnouncementHandler<RecordEnded, TellConsumers>();
    }

    public static void MapActs(this RouteGroupBuilder credit)
    {
        credit.MapPost("/subjects/{uscc}/records/{id:guid}/withdrawal", WithdrawRecord.Handle).Requires(ActsPermissions.Withdraw);
        credit.MapGet("/subjects/{uscc}/records/{id:guid}/repair", ReadRepair.Handle).AllowAnonymous();
        credit.MapGet("/withdrawals", ListWithdrawals.Handle).AllowAnonymous();
        credit.MapGet("/stop-use", ReadStopUse.Handle).AllowAnonymous();
        credit.MapGet("/stop-use/mine", ReadStopUse.HandleMine).RequireAuthorization();
        credit.MapPost("/stop-use/{id:guid}/acknowledgement", AcknowledgeStopUse.Handle).RequireAuthorization();
    }
}
