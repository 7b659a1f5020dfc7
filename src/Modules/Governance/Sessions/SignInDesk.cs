using System.Security.Cryptography;
using System.Text;
using Gongxin.Governance.Accounts;
using Gongxin.Kernel.Identity;
using Gongxin.Kernel.Settings;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Governance.Sessions;

// Name and password, then the code where there is a second factor. An unknown name, a wrong password and a closed account give
// one answer after the same work.
internal sealed class SignInDesk(GovernanceDb governance, Attempts attempts, CurrentActor current, PlatformSettings settings, TimeProvider clock)
{
    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    // The account whose password was given. Whether it needs a code is asked afterwards.
    public async Task<Account> PasswordAsync(string name, string password, Caller caller, CancellationToken ct)
    {
        name = AccountDesk.Normalise(name);
        await attempts.CountAsync(Attempts.OfAddress(caller.Address), Attempts.FreeOfAddress, ct);
        await attempts.CountAsync(Attempts.OfName(name), Attempts.FreeOfName, ct);
        var account = await governance.Accounts.SingleOrDefaultAsync(a => a.Name == name, ct);
        var result = Passwords.Verify(account is { State: AccountState.Open } ? account.PasswordHash : null, password);
        if (account is null || result is PasswordVerificationResult.Failed)
        {
            // The name that was typed is not kept when it is nobody's: it may be a password in the wrong field.
            governance.Audit("SignInFailed", account is null ? "account:unknown" : AccountDesk.SubjectOf(account.Id), new { caller.Address });
            await governance.SaveAsync(ct);
            throw GovernanceRefusals.SignInFailed();
        }

        await attempts.ForgetAsync(Attempts.OfName(name), ct);
        await attempts.TakeBackAsync(Attempts.OfAddress(caller.Address), ct);
        if (result is PasswordVerificationResult.SuccessRehashNeeded)
        {
            account.Rehash(Passwords.Hash(password));
            await governance.SaveAsync(ct);
        }

        return account;
    }

    // Begins the session of somebody who has given everything that is needed.
    public async Task<(Session Session, Actor Actor)> BeginAsync(Account account, bool withSecondFactor, Caller caller, CancellationToken ct)
    {
        var session = Session.Begin(account.Id, withSecondFactor, caller, Now, Now + TimeSpan.FromHours(settings.SessionHours));
        account.SignedIn(Now);
        governance.Add(session);
        current.Actor = ActorOf(account);
        governance.Audit("SignedIn", AccountDesk.SubjectOf(account.Id), new { caller.Address, withSecondFactor });
        await governance.SaveAsync(ct);
        return (session, current.Actor);
    }

    // Takes a code of the telephone, or one of the recovery codes, once.
    public async Task<Account> CodeAsync(AccountId id, string code, Func<string, byte[]> reveal, Caller caller, CancellationToken ct)
    {
        var key = $"code:{id.Value}";
        await attempts.CountAsync(key, Attempts.FreeOfName, ct);
        var account = await governance.Accounts.SingleOrDefaultAsync(a => a.Id == id && a.State == AccountState.Open, ct) ?? throw GovernanceRefusals.SignInFailed();
        var typed = code.Replace(" ", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal);
        if (account is { HasSecondFactor: true, SecondFactor: { } secret } && TimeCodes.Match(reveal(secret), typed, clock.GetUtcNow(), account.LastCodeStep) is { } step)
        {
            account.TakeCode(step);
        }
        else if (!await TakeRecoveryCodeAsync(id, typed, ct))
        {
            governance.Audit("SignInCodeWrong", AccountDesk.SubjectOf(id), new { caller.Address });
            await governance.SaveAsync(ct);
            throw GovernanceRefusals.CodeWrong();
        }

        await governance.SaveAsync(ct);
        await attempts.ForgetAsync(key, ct);
        return account;
    }

    public static string DigestOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    private static Actor ActorOf(Account account) => new(
        ActorKind.Person, account.Id.ActorId, account.FullName.Length > 0 ? account.FullName : account.Name, new HashSet<string>());

    private async Task<bool> TakeRecoveryCodeAsync(AccountId id, string typed, CancellationToken ct)
    {
        var digest = DigestOf(typed.ToUpperInvariant());
        var code = await governance.RecoveryCodes.SingleOrDefaultAsync(c => c.AccountId == id && c.Digest == digest && c.UsedAt == null, ct);
        code?.Use(Now);
        if (code is not null)
        {
            governance.Audit("RecoveryCodeUsed", AccountDesk.SubjectOf(id));
        }

        return code is not null;
    }
}
