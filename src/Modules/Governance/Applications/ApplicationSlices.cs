using System.Globalization;
using Gongxin.Governance.Accounts;
using Gongxin.Kernel.Http;
using Gongxin.Kernel.Identity;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Governance.Applications;

// A program with a key: whose it is, who answers for it, what it may do, until when.
internal sealed record ApplicationView(
    Guid Id, string Name, Guid? OrganisationId, Guid? OwnerId, IReadOnlyList<string> Permissions, DateTime CreatedAt, DateTime? ExpiresAt, DateTime? RevokedAt)
{
    public static ApplicationView Of(ApiKey k) => new(
        k.Id.Value, k.Name, k.OrganisationId, k.OwnerId, k.Permissions.Split(' ', StringSplitOptions.RemoveEmptyEntries), k.CreatedAt, k.ExpiresAt, k.RevokedAt);
}

// The secret stands in this answer only.
internal sealed record ApplicationKey(Guid Id, string Key, DateTime? PreviousUntil);

internal sealed class ApplicationDesk(GovernanceDb governance, AccountDesk accounts, RoleBook roles, TimeProvider clock)
{
    public const int PageSize = 50;

    // Long enough to change the key in a program that runs in several places.
    public static readonly TimeSpan Grace = TimeSpan.FromDays(7);

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    public async Task<PageOf<ApplicationView>> ListAsync(int from, CancellationToken ct)
    {
        var total = await governance.Keys.LongCountAsync(ct);
        var page = await governance.Keys.AsNoTracking().OrderByDescending(k => k.CreatedAt).ThenBy(k => k.Id).Skip(from).Take(PageSize).ToListAsync(ct);
        var next = from + page.Count;
        return new PageOf<ApplicationView>([.. page.Select(ApplicationView.Of)], total, next < total ? next.ToString(CultureInfo.InvariantCulture) : null);
    }

    // An application may do what a role without administration may: people are administered by people.
    public async Task<ApplicationKey> CreateAsync(CreateApplication.Request request, CancellationToken ct)
    {
        if (request.Name is not { Length: > 0 and <= ApiKey.NameMax })
        {
            throw GovernanceRefusals.ApplicationNotGood("name");
        }

        if (request.ExpiresAt is not { } expires || expires.ToUniversalTime() <= Now)
        {
            throw GovernanceRefusals.ApplicationNotGood("expiresAt");
        }

        var known = Roles.All.Except(Roles.Administrators).SelectMany(roles.PermissionsOf).ToHashSet(StringComparer.Ordinal);
        if (request.Permissions is not { } permissions || permissions.Any(p => !known.Contains(p) || (request.OrganisationId is not null && roles.IsOfNode(p))))
        {
            throw GovernanceRefusals.ApplicationNotGood("permissions");
        }

        var owner = await accounts.FindAsync(request.OwnerId, ct);
        var (key, secret) = ApiKey.Create(
            request.Name, permissions.Select(p => new Permission(p)), clock, request.OrganisationId, owner.Id.Value, expires.ToUniversalTime());
        governance.Add(key);
        governance.Audit("ApplicationCreated", $"key:{key.Id.Value}", new { request.Name, owner = owner.Id.Value, request.OrganisationId, permissions });
        await governance.SaveAsync(ct);
        return new ApplicationKey(key.Id.Value, secret, null);
    }

    public async Task<ApplicationKey> RotateAsync(Guid id, CancellationToken ct)
    {
        var key = await FindAsync(id, ct);
        var secret = key.Rotate(Grace, clock);
        governance.Audit("KeyRotated", $"key:{id}");
        await governance.SaveAsync(ct);
        return new ApplicationKey(id, secret, key.PreviousUntil);
    }

    public async Task RevokeAsync(Guid id, CancellationToken ct)
    {
        var key = await FindAsync(id, ct);
        key.Revoke(clock);
        governance.Audit("KeyRevoked", $"key:{id}");
        await governance.SaveAsync(ct);
    }

    private async Task<ApiKey> FindAsync(Guid id, CancellationToken ct)
    {
        var typed = new ApiKeyId(id);
        return await governance.Keys.SingleOrDefaultAsync(k => k.Id == typed && k.RevokedAt == null, ct) ?? throw GovernanceRefusals.ApplicationNotFound(id);
    }
}

internal static class ListApplications
{
    public static async Task<Ok<PageOf<ApplicationView>>> Handle(string? cursor, ApplicationDesk desk, CancellationToken ct) =>
        TypedResults.Ok(await desk.ListAsync(int.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var from) ? from : 0, ct));
}

internal static class CreateApplication
{
    internal sealed record Request(string Name, Guid OwnerId, Guid? OrganisationId, IReadOnlyList<string> Permissions, DateTime? ExpiresAt);

    public static async Task<Created<ApplicationKey>> Handle(Request request, ApplicationDesk desk, CancellationToken ct)
    {
        var made = await desk.CreateAsync(request, ct);
        return TypedResults.Created($"/api/v1/governance/applications/{made.Id}", made);
    }
}

internal static class ChangeApplication
{
    public static async Task<Ok<ApplicationKey>> HandleRotate(Guid id, ApplicationDesk desk, CancellationToken ct) => TypedResults.Ok(await desk.RotateAsync(id, ct));

    public static async Task<NoContent> HandleRevoke(Guid id, ApplicationDesk desk, CancellationToken ct)
    {
        await desk.RevokeAsync(id, ct);
        return TypedResults.NoContent();
    }
}
