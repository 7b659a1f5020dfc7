using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Gongxin.Kernel.Settings;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;

namespace Gongxin.Governance.Identities;

// Who the identity service says is in front of this browser. Name: for the person to read, kept nowhere.
internal sealed record IdentityTicket(string Issuer, string Digest, string Name);

// Carries the word of the identity service from its answer to the page where the person binds it or opens an account with it: in a
// cookie that only this node can read, for a few minutes.
internal sealed class IdentityTickets(IDataProtectionProvider protection, PlatformSettings settings)
{
    public const string Cookie = "gongxin-identity";
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(10);
    private const int NameMax = 60;

    private readonly Lazy<byte[]> _key = new(() => KeyFile.ReadOrMake(settings, "identity.key"));
    private readonly ITimeLimitedDataProtector _protector = protection.CreateProtector("gongxin.identity-ticket").ToTimeLimitedDataProtector();

    public IdentityTicket Of(string issuer, string subject, string? name) => new(
        issuer,
        Convert.ToHexStringLower(HMACSHA256.HashData(_key.Value, Encoding.UTF8.GetBytes($"{issuer}\n{subject}"))),
        name is null ? "" : name.Length > NameMax ? name[..NameMax] : name);

    public void Give(IdentityTicket ticket, HttpContext http) => http.Response.Cookies.Append(
        Cookie,
        _protector.Protect(JsonSerializer.Serialize(ticket), Life),
        new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = http.Request.IsHttps, MaxAge = Life });

    // Null when there is none, or it is too old.
    public IdentityTicket? Read(HttpContext http)
    {
        try
        {
            return http.Request.Cookies[Cookie] is { Length: > 0 } kept ? JsonSerializer.Deserialize<IdentityTicket>(_protector.Unprotect(kept)) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    public static void Take(HttpContext http) => http.Response.Cookies.Delete(Cookie);
}
