using System.Security.Cryptography;
using Gongxin.Contracts.Governance;
using Gongxin.Governance.Notices;
using Gongxin.Governance.Sessions;
using Gongxin.Kernel.Errors;
using Gongxin.Kernel.Identity;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Governance.Accounts;

// What a person does with the own account.
internal sealed class OwnAccount(GovernanceDb governance, Attempts attempts, SecondFactors secrets, TimeProvider clock)
{
    private const int CodeCount = 10;
    private const int CodeBytes = 15;
    private const int CodeGroup = 4;

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    public async Task<Account> ReadAsync(CancellationToken ct)
    {
        var id = MyId();
        return await governance.Accounts.SingleAsync(a => a.Id == id, ct);
    }

    // The other sessions end: whoever knew the old password is out.
    public async Task ChangePasswordAsync(string old, string password, Guid? session, CancellationToken ct)
    {
        var account = await ReadAsync(ct);
        await ProveAsync(account, old, ct);
        Take(account, password);
        await EndSessionsAsync(account.Id, session, ct);
        governance.Audit("PasswordChanged", AccountDesk.SubjectOf(account.Id));
        await governance.SaveAsync(ct);
    }

    // With a one-time link, by somebody who is not signed in.
    public async Task RecoverAsync(string token, string password, CancellationToken ct)
    {
        var digest = SignInDesk.DigestOf(token);
        var link = await governance.RecoveryLinks.SingleOrDefaultAsync(l => l.Digest == digest && l.UsedAt == null && l.ExpiresAt > Now, ct);
        var account = link is null ? null : await governance.Accounts.SingleOrDefaultAsync(a => a.Id == link.AccountId && a.State == AccountState.Open, ct);
        if (link is null || account is null)
        {
            throw GovernanceRefusals.LinkSpent();
        }

        Take(account, password);
        link.Use(Now);
        await EndSessionsAsync(account.Id, null, ct);
        governance.Audit("PasswordRecovered", AccountDesk.SubjectOf(account.Id));
        Tell(account.Id, "account.notice.password-recovered", $"password-recovered:{digest}");
        await governance.SaveAsync(ct);
        await attempts.ForgetAsync(Attempts.OfName(account.Name), ct);
        await attempts.ForgetAsync(Attempts.OfRecovery(account.Name), ct);
    }

    // The secret to be shown; it counts only once a code of it was given.
    public async Task<byte[]> BeginSecondFactorAsync(CancellationToken ct)
    {
        var account = await ReadAsync(ct);
        if (account is { HasSecondFactor: false, SecondFactor: { } begun })
        {
            return secrets.Reveal(begun);
        }

        if (account.HasSecondFactor)
        {
            throw GovernanceRefusals.CodeWrong();
        }

        var secret = TimeCodes.NewSecret();
        account.BeginSecondFactor(secrets.Protect(secret));
        await governance.SaveAsync(ct);
        return secret;
    }

    // Gives the recovery codes, which are shown this once.
    public async Task<IReadOnlyList<string>> ConfirmSecondFactorAsync(string code, Guid? session, CancellationToken ct)
    {
        var account = await ReadAsync(ct);
        if (account is not { HasSecondFactor: false, SecondFactor: { } secret }
            || TimeCodes.Match(secrets.Reveal(secret), code.Replace(" ", "", StringComparison.Ordinal), clock.GetUtcNow(), account.LastCodeStep) is not { } step)
        {
            throw GovernanceRefusals.CodeWrong();
        }

        account.TakeCode(step);
        var codes = Enumerable.Range(0, CodeCount).Select(_ => Base32.Encode(RandomNumberGenerator.GetBytes(CodeBytes))).ToList();
        foreach (var one in codes)
        {
            governance.Add(new RecoveryCode(account.Id, SignInDesk.DigestOf(one)));
        }

        // Sessions from before were begun with the password alone.
        await EndSessionsAsync(account.Id, session, ct);
        governance.Audit("SecondFactorSet", AccountDesk.SubjectOf(account.Id));
        await governance.SaveAsync(ct);
        if (session is { } id)
        {
            var own = new SessionId(id);
            await governance.Sessions.Where(s => s.Id == own).ExecuteUpdateAsync(s => s.SetProperty(x => x.WithSecondFactor, true), ct);
        }

        return [.. codes.Select(c => string.Join('-', c.Chunk(CodeGroup).Select(g => new string(g))))];
    }

    public async Task RemoveSecondFactorAsync(string password, CancellationToken ct)
    {
        var account = await ReadAsync(ct);
        await ProveAsync(account, password, ct);
        account.RemoveSecondFactor();
        await governance.RecoveryCodes.Where(c => c.AccountId == account.Id).ExecuteDeleteAsync(ct);
        governance.Audit("SecondFactorRemoved", AccountDesk.SubjectOf(account.Id));
        await governance.SaveAsync(ct);
    }

    public async Task EndSessionAsync(Guid session, CancellationToken ct)
    {
        var (me, id) = (MyId(), new SessionId(session));
        var found = await governance.Sessions.SingleOrDefaultAsync(s => s.Id == id && s.AccountId == me && s.EndedAt == null, ct)
            ?? throw GovernanceRefusals.SessionNotFound(session);
        found.End(Now);
        governance.Audit("SessionEnded", AccountDesk.SubjectOf(me));
        await governance.SaveAsync(ct);
    }

    public AccountId MyId() => AccountId.OfActor(governance.Me.Id) ?? throw GovernanceRefusals.NoPerson();

    // Adds a notice of what concerns the safety of the account to what is saved next: whoever did it, its owner hears of it.
    public void Tell(AccountId account, string code, string key) => governance.Add(Notice.Of(
        new NewNotice(NoticeRecipient.Actor(account.ActorId), code, key) { Link = "/governance/account", IsUrgent = true }, Now));

    // The password again, before what a stolen session must not be able to do.
    public async Task ProveAsync(Account account, string password, CancellationToken ct)
    {
        await attempts.CountAsync(Attempts.OfName(account.Name), Attempts.FreeOfName, ct);
        if (Passwords.Verify(account.PasswordHash, password) is PasswordVerificationResult.Failed)
        {
            throw GovernanceRefusals.SignInFailed();
        }

        await attempts.ForgetAsync(Attempts.OfName(account.Name), ct);
    }

    public static void Take(Account account, string password)
    {
        if (Passwords.Fault(password, account.Name) is { } fault)
        {
            throw new Refusal(fault, StatusCodes.Status400BadRequest, Passwords.LengthMin, Passwords.LengthFree, Passwords.LengthMax);
        }

        account.SetPassword(Passwords.Hash(password), mustChange: false);
    }

    public async Task EndSessionsAsync(AccountId account, Guid? but, CancellationToken ct)
    {
        var kept = new SessionId(but ?? Guid.Empty);
        foreach (var session in await governance.Sessions.Where(s => s.AccountId == account && s.EndedAt == null && s.Id != kept).ToListAsync(ct))
        {
            session.End(Now);
        }
    }
}
