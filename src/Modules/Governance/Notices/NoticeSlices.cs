using Gongxin.Kernel.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Gongxin.Governance.Notices;

internal static class ListNotices
{
    public static async Task<Ok<PageOf<NoticeView>>> Handle(Guid? cursor, NoticeReads notices, CancellationToken ct) =>
        TypedResults.Ok(await notices.ListAsync(cursor, ct));
}

internal static class MarkRead
{
    public static async Task<NoContent> Handle(Guid id, NoticeReads notices, CancellationToken ct)
    {
        await notices.MarkReadAsync(id, ct);
        return TypedResults.NoContent();
    }

    public static async Task<NoContent> HandleAll(NoticeReads notices, CancellationToken ct)
    {
        await notices.MarkAllReadAsync(ct);
        return TypedResults.NoContent();
    }

    // The button of the page, without script.
    public static async Task<RedirectHttpResult> HandleForm(NoticeReads notices, CancellationToken ct)
    {
        await notices.MarkAllReadAsync(ct);
        return TypedResults.LocalRedirect("/notices");
    }
}

internal static class ChooseWays
{
    // Kind: mail or webhook. Codes: beginnings of the kinds of notices wanted, separated by blanks; all when empty. Language: of mails.
    public sealed record Request(string? Kind, string? Address, string? Codes, string? Language);

    public static async Task<Ok<IReadOnlyList<NoticeWayView>>> Handle(NoticeWays ways, CancellationToken ct) => TypedResults.Ok(await ways.ListAsync(ct));

    public static async Task<Created<NewWayView>> HandleAdd(Request request, NoticeWays ways, CancellationToken ct) =>
        TypedResults.Created("/api/v1/notices/ways", await ways.AddAsync(request.Kind, request.Address, request.Codes, request.Language, ct));

    public static async Task<NoContent> HandleRemove(Guid id, NoticeWays ways, CancellationToken ct)
    {
        await ways.RemoveAsync(id, ct);
        return TypedResults.NoContent();
    }

    public static async Task<RedirectHttpResult> HandleRemoveForm(Guid id, NoticeWays ways, CancellationToken ct)
    {
        await ways.RemoveAsync(id, ct);
        return TypedResults.LocalRedirect("/notices/ways");
    }
}

internal static class ConfirmWay
{
    // Mails the link; it is opened on the site, by the owner with the password.
    public static async Task<Accepted> Handle(Guid id, WayConfirmation confirmation, CancellationToken ct)
    {
        await confirmation.AskAsync(id, ct);
        return TypedResults.Accepted((string?)null);
    }
}

internal static class ResendDelivery
{
    public static async Task<Ok<PageOf<DeliveryView>>> HandleList(QueryWord<DeliveryState>? state, Guid? cursor, DeliveryReads deliveries, CancellationToken ct) =>
        TypedResults.Ok(await deliveries.ListAsync(state?.Value, cursor, ct));

    public static async Task<NoContent> Handle(Guid id, DeliveryReads deliveries, CancellationToken ct)
    {
        await deliveries.ResendAsync(id, ct);
        return TypedResults.NoContent();
    }

    public static async Task<RedirectHttpResult> HandleForm(Guid id, DeliveryReads deliveries, CancellationToken ct)
    {
        await deliveries.ResendAsync(id, ct);
        return TypedResults.LocalRedirect("/notices/deliveries");
    }
}
