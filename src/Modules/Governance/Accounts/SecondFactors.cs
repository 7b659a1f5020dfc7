using Microsoft.AspNetCore.DataProtection;

namespace Gongxin.Governance.Accounts;

// Keeps the secrets of second factors, and the step between password and code, unreadable without the node's key folder.
internal sealed class SecondFactors(IDataProtectionProvider protection)
{
    public static readonly TimeSpan StepLife = TimeSpan.FromMinutes(5);

    private readonly IDataProtector _secrets = protection.CreateProtector("gongxin.second-factor");
    private readonly ITimeLimitedDataProtector _steps = protection.CreateProtector("gongxin.sign-in-step").ToTimeLimitedDataProtector();

    public string Protect(byte[] secret) => Convert.ToBase64String(_secrets.Protect(secret));

    public byte[] Reveal(string kept) => _secrets.Unprotect(Convert.FromBase64String(kept));

    public string Ticket(AccountId account) => _steps.Protect(account.Value.ToString(), StepLife);

    public AccountId Read(string? ticket)
    {
        try
        {
            return ticket is { Length: > 0 } && Guid.TryParse(_steps.Unprotect(ticket), out var id) ? new AccountId(id) : throw GovernanceRefusals.StepExpired();
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            throw GovernanceRefusals.StepExpired();
        }
    }
}
