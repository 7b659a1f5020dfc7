using Gongxin.Kernel.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Gongxin.Governance.Accounts;

internal static class ListPeople
{
    public static async Task<Ok<PageOf<AccountRow>>> Handle(string? q, string? cursor, AccountReads accounts, CancellationToken ct) =>
        TypedResults.Ok(await accounts.ListAsync(q, cursor, ct));
}

internal static class ReadPerson
{
    public static async Task<Ok<AccountView>> Handle(Guid id, AccountReads accounts, CancellationToken ct) =>
        TypedResults.Ok(await accounts.ReadAsync(id, ct));

    // Whoever asks: the own account, for a person who is signed in.
    public static async Task<Ok<AccountView>> HandleMine(AccountReads accounts, CancellationToken ct) =>
        TypedResults.Ok(await accounts.MineAsync(ct) ?? throw GovernanceRefusals.NoPerson());
}

// The answer holds the link with which the person sets a password; it is shown this once.
internal static class OpenAccount
{
    internal sealed record Request(string Name, string? FullName, string? Email, string? Mobile);

    internal sealed record Opened(Guid Id, string Link, DateTime ExpiresAt);

    public static async Task<Created<Opened>> Handle(Request request, AccountDesk desk, TimeProvider clock, CancellationToken ct)
    {
        var (account, token) = await desk.OpenAsync(request.Name ?? "", request.FullName ?? "", request.Email, request.Mobile, ct);
        return TypedResults.Created($"/api/v1/governance/people/{account.Id.Value}", Answer(account.Id.Value, token, clock));
    }

    public static async Task<Ok<Opened>> HandleLink(Guid id, AccountDesk desk, TimeProvider clock, CancellationToken ct) =>
        TypedResults.Ok(Answer(id, await desk.IssueLinkAsync(id, ct), clock));

    public static string LinkOf(string token) => "/governance/recover?token=" + token;

    private static Opened Answer(Guid id, string token, TimeProvider clock) => new(id, LinkOf(token), clock.GetUtcNow().UtcDateTime + AccountDesk.LinkLife);
}

internal static class ChangeAccount
{
    public static async Task<NoContent> HandleClose(Guid id, AccountDesk desk, CancellationToken ct)
    {
        await desk.CloseAsync(id, ct);
        return TypedResults.NoContent();
    }

    public static async Task<NoContent> HandleReopen(Guid id, AccountDesk desk, CancellationToken ct)
    {
        await desk.ReopenAsync(id, ct);
        return TypedResults.NoContent();
    }

    public static async Task<NoContent> HandleSecondFactor(Guid id, AccountDesk desk, CancellationToken ct)
    {
        await desk.RemoveSecondFactorAsync(id, ct);
        return TypedResults.NoContent();
    }
}
