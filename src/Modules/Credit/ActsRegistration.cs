using Gongxin.Contracts.Credit;
using Gongxin.Contracts.Registry;
using Gongxin.Credit.Lists;
using Gongxin.Credit.Records.Marks;
using Gongxin.Credit.Records.Repair;
using Gongxin.Credit.Records.Withdrawing;
using Gongxin.Credit.Standing;
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
        services.AddRole(Roles.Officer, ActsPermissions.Withdraw, ActsPermissions.List);
        services.AddMenuEntry<ActsText>(25, "/credit/withdrawals", "Menu.Withdrawals");
        services.AddMenuEntry<ActsText>(26, "/credit/stop-use", "Menu.StopUse");
        services.AddMenuEntry<ActsText>(27, "/credit/lists", "Menu.Lists");
        services.AddSingleton<RepairConditions>();
        services.AddScoped<MarkRecord>();
        services.AddScoped<IRecordActs, RecordActs>();
        services.AddScoped<WithdrawRecord>();
        services.AddSingleton<NotedReceipts>();
        services.AddScoped<ReceiptBook>();
        services.AddScoped(provider => new WithdrawalReads(provider.GetRequiredService<CreditDb>()));
        services.AddScoped(provider => new StopUseReads(provider.GetRequiredService<CreditDb>(), provider.GetRequiredService<TimeProvider>()));
        services.AddScoped<ListDesk>();
        services.AddScoped<ICreditSection, ListsSection>();
        services.AddScoped(provider => new ListReads(provider.GetRequiredService<CreditDb>(), provider.GetRequiredService<WholeSubjects>(), provider.GetRequiredService<TimeProvider>()));
        services.AddAnnouncementHandler<RecordEnded, TellConsumers>();
    }

    public static void MapActs(this RouteGroupBuilder credit)
    {
        credit.MapPost("/subjects/{uscc}/records/{id:guid}/withdrawal", WithdrawRecord.Handle).Requires(ActsPermissions.Withdraw);
        credit.MapGet("/subjects/{uscc}/records/{id:guid}/repair", ReadRepair.Handle).AllowAnonymous();
        credit.MapGet("/lists", ReadLists.Handle).AllowAnonymous();
        credit.MapGet("/lists/{list}", ReadLists.HandleList).AllowAnonymous();
        credit.MapGet("/list-entries", ReadLists.HandleMine).Requires(ActsPermissions.List);
        credit.MapPost("/lists/{list}/entries", ListDesk.HandleNotice).Requires(ActsPermissions.List);
        credit.MapPost("/lists/{list}/entries/{id:guid}/steps", ListDesk.HandleStep).Requires(ActsPermissions.List);
        credit.MapGet("/withdrawals", ListWithdrawals.Handle).AllowAnonymous();
        credit.MapGet("/stop-use", ReadStopUse.Handle).AllowAnonymous();
        credit.MapGet("/stop-use/mine", ReadStopUse.HandleMine).RequireAuthorization();
        credit.MapPost("/stop-use/{id:guid}/acknowledgement", AcknowledgeStopUse.Handle).RequireAuthorization();
    }
}
