using Gongxin.Contracts.Governance;
using Gongxin.Kernel.Errors;
using Gongxin.Kernel.Identity;
using Gongxin.Kernel.Jobs;
using Gongxin.Ui.Shell;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Gongxin.Governance.Notices;

internal static class NoticesRegistration
{
    private const int SendEverySeconds = 5;

    public static void AddNotices(this IServiceCollection services)
    {
        services.AddScoped<INotices, NoticeBoard>();
        services.AddScoped(provider => new NoticeReads(
            provider.GetRequiredService<GovernanceDb>(),
            provider.GetRequiredService<CurrentActor>(),
            provider.GetRequiredService<ProblemTexts>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddScoped(provider => new DeliveryReads(provider.GetRequiredService<GovernanceDb>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IUnreadNotices, UnreadNotices>();
        services.AddSingleton<NoticeSecrets>();
        services.AddSingleton<WebhookClient>();
        services.AddSingleton<WebhookSender>();
        services.AddSingleton<MailSender>();
        services.AddScoped<NoticeWays>();
        services.AddScoped<OwnerRights>();
        services.AddScoped<MessageText>();
        services.AddJob<DispatchNotices>(Every.Seconds(SendEverySeconds));
        services.AddJob<SendDeliveries>(Every.Seconds(SendEverySeconds));
        services.AddMenuEntry<GovernanceText>(order: 63, "/notices", "Notices.Menu", isPublic: false);
    }

    public static void MapNotices(this IEndpointRouteBuilder host)
    {
        var notices = host.MapGroup("/api/v1/notices").WithTags("Notices").RequireAuthorization();
        notices.MapGet("", ListNotices.Handle);
        notices.MapPost("/read", MarkRead.HandleAll);
        notices.MapPost("/{id:guid}/read", MarkRead.Handle);
        notices.MapGet("/ways", ChooseWays.Handle);
        notices.MapPost("/ways", ChooseWays.HandleAdd);
        notices.MapPost("/ways/{id:guid}/confirmation", ConfirmWay.Handle);
        notices.MapDelete("/ways/{id:guid}", ChooseWays.HandleRemove);
        notices.MapGet("/deliveries", ResendDelivery.HandleList).Requires(GovernancePermissions.Operate);
        notices.MapPost("/deliveries/{id:guid}/resend", ResendDelivery.Handle).Requires(GovernancePermissions.Operate);

        host.MapPost("/notices/read", MarkRead.HandleForm).RequireAuthorization().DisableAntiforgery().ExcludeFromDescription();
        host.MapPost("/notices/ways/{id:guid}/remove", ChooseWays.HandleRemoveForm).RequireAuthorization().DisableAntiforgery().ExcludeFromDescription();
        host.MapPost("/notices/deliveries/{id:guid}/resend", ResendDelivery.HandleForm).Requires(GovernancePermissions.Operate).DisableAntiforgery().ExcludeFromDescription();
    }
}
