using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Gongxin.Governance.Notices;

// Secrets of webhooks: shown once, kept protected by the node's own keys.
internal sealed class NoticeSecrets(IDataProtectionProvider protection)
{
    private const string Prefix = "gxs_";

    private readonly IDataProtector _protector = protection.CreateProtector("Gongxin.Notices");

    public (string Secret, string Kept) New()
    {
        var secret = Prefix + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        return (secret, _protector.Protect(secret));
    }

    public string Read(string kept) => _protector.Unprotect(kept);
}
