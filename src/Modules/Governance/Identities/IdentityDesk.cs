using Gongxin.Governance.Accounts;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Governance.Identities;

public sealed record IdentityView(string Issuer, DateTime BoundAt, DateTime? LastUsedAt);

// External identities: bound and unbound by the account's owner with the password, never by the word of the service alone.
internal sealed class IdentityDesk(GovernanceDb governance, OwnAccount own, TimeProvider clock)
{
    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    public async Task<IReadOnlyList<IdentityView>> MineAsync(CancellationToken ct)
    {
        var me = own.MyId();
        return await governance.Identities.AsNoTracking().Where(i => i.AccountId == me).OrderBy(i => i.BoundAt).ThenBy(i => i.Digest)
            .Select(i => new IdentityView(i.Issuer, i.BoundAt, i.LastUsedAt)).ToListAsync(ct);
    }

    // The open account that the identity is bound to. Null: it is bound to none; a closed account refuses.
    public async Task<Account?> FindAsync(IdentityTicket ticket, string address, CancellationToken ct)
    {
        var identity = await governance.Identities.SingleOrDefaultAsync(i => i.Digest == ticket.Digest, ct);
        if (identity is null)
        {
            governance.Audit("SignInUnbound", "account:unknown", new { ticket.Issuer, address });
            await governance.SaveAsync(ct);
            return null;
        }

        var account = await governance.Accounts.SingleAsync(a => a.Id == identity.AccountId, ct);
        if (account.State is not AccountState.Open)
        {
            governance.Audit("SignInFailed", AccountDesk.SubjectOf(account.Id), new { ticket.Issuer, address });
            await governance.SaveAsync(ct);
            throw GovernanceRefusals.ServiceRefused();
        }

        // Saved with the session, or with what leads to the code.
        identity.Use(Now);
        governance.Audit("IdentityUsed", AccountDesk.SubjectOf(account.Id), new { ticket.Issuer, address });
        await governance.SaveAsync(ct);
        return account;
    }

    // Not "BindAsync": the framework takes a type with a method of that name for one that reads itself from a request.
    public async Task BindMineAsync(IdentityTicket ticket, string password, CancellationToken ct)
    {
        var account = await own.ReadAsync(ct);
        await own.ProveAsync(account, password, ct);
        await AddAsync(account, ticket, ct);
        own.Tell(account.Id, "account.notice.identity-bound", $"identity-bound:{Guid.CreateVersion7()}");
        await SaveAsync(ct);
    }

    // Adds it to what is saved next; see SaveAsync.
    public async Task AddAsync(Account account, IdentityTicket ticket, CancellationToken ct)
    {
        if (await governance.Identities.AnyAsync(i => i.Digest == ticket.Digest || (i.AccountId == account.Id && i.Issuer == ticket.Issuer), ct))
        {
            throw GovernanceRefusals.IdentityBound();
        }

        governance.Add(ExternalIdentity.Of(ticket, account.Id, Now));
        governance.Audit("IdentityBound", AccountDesk.SubjectOf(account.Id), new { ticket.Issuer });
    }

    public async Task SaveAsync(CancellationToken ct)
    {
        try
        {
            await governance.SaveAsync(ct);
        }
        catch (DbUpdateException fault) when (fault is not DbUpdateConcurrencyException && governance.Whole.Dialect.IsKeyTaken(fault))
        {
            // Two at the same moment: the constraint has let one through.
            throw GovernanceRefusals.IdentityBound();
        }
    }

    // Whoever came in with it elsewhere is out.
    public async Task UnbindMineAsync(string password, Guid? session, CancellationToken ct)
    {
        var account = await own.ReadAsync(ct);
        var identities = await governance.Identities.Where(i => i.AccountId == account.Id).ToListAsync(ct);
        if (identities.Count == 0)
        {
            throw GovernanceRefusals.IdentityNotBound();
        }

        // Without a password the account could never be entered again.
        if (account.PasswordHash is null)
        {
            throw GovernanceRefusals.PasswordNeeded();
        }

        await own.ProveAsync(account, password, ct);
        foreach (var identity in identities)
        {
            governance.Remove(identity);
            governance.Audit("IdentityUnbound", AccountDesk.SubjectOf(account.Id), new { identity.Issuer });
        }

        await own.EndSessionsAsync(account.Id, session, ct);
        await governance.SaveAsync(ct);
    }
}
