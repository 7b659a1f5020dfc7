using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Gongxin.Governance.Sessions;
using Gongxin.Kernel.Errors;
using Gongxin.Kernel.Identity;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Governance.Accounts;

// What the system administrator does with accounts.
internal sealed partial class AccountDesk(GovernanceDb governance, TimeProvider clock)
{
    private const int TokenBytes = 32;
    private const int RegexMilliseconds = 200;
    public static readonly TimeSpan LinkLife = TimeSpan.FromHours(24);

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    public static string SubjectOf(AccountId id) => "account:" + id.Value;

    public static string Normalise(string name) => name.Trim().ToLowerInvariant();

    // A new account has no password: the person sets one with the link.
    public async Task<(Account Account, string Token)> OpenAsync(string name, string fullName, string? email, string? mobile, CancellationToken ct)
    {
        var account = await NewAsync(name, fullName, email, mobile, ct);
        var token = AddLink(account.Id, LinkLife);
        await SaveNewAsync(account, ct);
        return (account, token);
    }

    // For the command line and the demonstration, which hand the password over themselves.
    public async Task<Account> OpenWithPasswordAsync(string name, string fullName, string password, bool mustChange, CancellationToken ct)
    {
        var account = await NewAsync(name, fullName, null, null, ct);
        account.SetPassword(Passwords.Hash(password), mustChange);
        await SaveNewAsync(account, ct);
        return account;
    }

    // A new link makes those before it useless.
    public Task<string> IssueLinkAsync(Guid id, CancellationToken ct) => IssueLinkAsync(id, LinkLife, ct);

    public async Task<string> IssueLinkAsync(Guid id, TimeSpan life, CancellationToken ct)
    {
        var account = await FindAsync(id, ct);
        await VoidLinksAsync(account.Id, ct);
        var token = AddLink(account.Id, life);
        await governance.SaveAsync(ct);
        return token;
    }

    // Saved with whatever follows.
    public async Task VoidLinksAsync(AccountId account, CancellationToken ct)
    {
        foreach (var link in await governance.RecoveryLinks.Where(l => l.AccountId == account && l.UsedAt == null).ToListAsync(ct))
        {
            link.Use(Now);
        }
    }

    public async Task CloseAsync(Guid id, CancellationToken ct)
    {
        var account = await FindAsync(id, ct);
        RefuseOwn(account);
        account.Close();
        foreach (var session in await governance.Sessions.Where(s => s.AccountId == account.Id && s.EndedAt == null).ToListAsync(ct))
        {
            session.End(Now);
        }

        governance.Audit("AccountClosed", SubjectOf(account.Id));
        await governance.SaveAsync(ct);
    }

    public async Task ReopenAsync(Guid id, CancellationToken ct)
    {
        var account = await FindAsync(id, ct);
        account.Reopen();
        governance.Audit("AccountReopened", SubjectOf(account.Id));
        await governance.SaveAsync(ct);
    }

    // For somebody who has lost telephone and recovery codes.
    public async Task RemoveSecondFactorAsync(Guid id, CancellationToken ct)
    {
        var account = await FindAsync(id, ct);
        RefuseOwn(account);
        account.RemoveSecondFactor();
        await governance.RecoveryCodes.Where(c => c.AccountId == account.Id).ExecuteDeleteAsync(ct);
        governance.Audit("SecondFactorRemoved", SubjectOf(account.Id));
        await governance.SaveAsync(ct);
    }

    public async Task<Account> FindAsync(Guid id, CancellationToken ct)
    {
        var typed = new AccountId(id);
        return await governance.Accounts.SingleOrDefaultAsync(a => a.Id == typed, ct) ?? throw GovernanceRefusals.AccountNotFound(id);
    }

    // For forms of a page that more roles may read than may write.
    public void RefuseUnlessPermitted(Permission? permission = null)
    {
        if (!governance.Me.May(permission ?? GovernancePermissions.Accounts))
        {
            throw new Refusal("identity.not-permitted", StatusCodes.Status403Forbidden);
        }
    }

    // Not yet added to what is saved.
    public async Task<Account> NewAsync(string name, string fullName, string? email, string? mobile, CancellationToken ct)
    {
        name = Normalise(name);
        if (name.Length is < Account.NameMin or > Account.NameMax || !GoodName().IsMatch(name))
        {
            throw GovernanceRefusals.NameNotGood(Account.NameMin, Account.NameMax);
        }

        if (fullName.Length > Account.FullNameMax)
        {
            throw GovernanceRefusals.ContactNotGood("fullName");
        }

        if (email is not null && (email.Length > Account.EmailMax || !GoodEmail().IsMatch(email)))
        {
            throw GovernanceRefusals.ContactNotGood("email");
        }

        if (mobile is not null && (mobile.Length > Account.MobileMax || !GoodMobile().IsMatch(mobile)))
        {
            throw GovernanceRefusals.ContactNotGood("mobile");
        }

        if (await governance.Accounts.AnyAsync(a => a.Name == name, ct))
        {
            throw GovernanceRefusals.NameTaken(name);
        }

        return Account.Open(name, fullName.Trim(), email, mobile, clock);
    }

    private void RefuseOwn(Account account)
    {
        if (governance.Me.Id.EndsWith(account.Id.Value.ToString(), StringComparison.Ordinal))
        {
            throw GovernanceRefusals.OwnAccount();
        }
    }

    private async Task SaveNewAsync(Account account, CancellationToken ct)
    {
        governance.Add(account);
        governance.Audit("AccountOpened", SubjectOf(account.Id), new { account.Name });
        await governance.SaveAsync(ct);
    }

    // 256 random bits, so that a plain digest suffices.
    public static string NewToken() => WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(TokenBytes));

    private string AddLink(AccountId account, TimeSpan life)
    {
        var token = NewToken();
        governance.Add(RecoveryLink.For(account, SignInDesk.DigestOf(token), Now + life, governance.Me.Id));
        governance.Audit("RecoveryLinkIssued", SubjectOf(account));
        return token;
    }

    [GeneratedRegex("^[a-z][a-z0-9._-]*$", RegexOptions.CultureInvariant, RegexMilliseconds)]
    private static partial Regex GoodName();

    [GeneratedRegex(@"^[^@\s]+@[^@\s]+\.[^@\s]+$", RegexOptions.CultureInvariant, RegexMilliseconds)]
    private static partial Regex GoodEmail();

    [GeneratedRegex(@"^\+?[0-9 -]{5,20}$", RegexOptions.CultureInvariant, RegexMilliseconds)]
    private static partial Regex GoodMobile();
}
