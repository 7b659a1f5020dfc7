using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;

namespace Gongxin.Cases.Casework;

// Numbers and codes of cases, and the protection of what applicants tell. A code has eighty bits: its digest needs no salt and cannot be
// guessed back.
internal sealed class CaseSecrets(IDataProtectionProvider protection)
{
    public const int NumberMax = 24;

    // Without letters and digits that are taken for each other.
    private const string Letters = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

    private readonly IDataProtector _protector = protection.CreateProtector("Gongxin.Cases");

    public static string NewNumber(DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"{day:yyyyMMdd}-{Group()}-{Group()}");

    public static string NewCode() => string.Join('-', Enumerable.Range(0, 4).Select(_ => Group()));

    public static string DigestOf(string code) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(code.Trim().ToUpperInvariant())));

    public string Protect(string text) => _protector.Protect(text);

    public string Reveal(string text) => _protector.Unprotect(text);

    public string? TryReveal(string text)
    {
        try
        {
            return Reveal(text);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static string Group() => RandomNumberGenerator.GetString(Letters, 4);
}
