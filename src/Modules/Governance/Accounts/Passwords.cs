using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Gongxin.Governance.Accounts;

// Which passwords are taken, and how they are kept.
//
// Length and what is refused follow ASVS 5.0 6.2 (at least 8, long ones without rules of composition, no common ones, none
// made of the account's name); the three kinds of characters in short ones follow GB/T 22239-2019 8.1.4.1 (复杂度).
internal static class Passwords
{
    public const int LengthMin = 8;
    public const int LengthFree = 12;
    public const int LengthMax = 128;
    private const int ClassesMin = 3;
    private const int NameMin = 3;

    // PBKDF2 with HMAC-SHA-512; the rounds that OWASP recommends for it.
    private const int Rounds = 210_000;

    private static readonly PasswordHasher<Account> Hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = Rounds }));

    // What nobody's password is compared with, so that an unknown name takes as long as a known one.
    private static readonly Lazy<string> Nobody = new(() => Hasher.HashPassword(null!, "nobody"));

    // The reason why a password is not taken; null when it is.
    public static string? Fault(string password, string accountName)
    {
        if (password.Length is < LengthMin or > LengthMax)
        {
            return "account.password-length";
        }

        if (password.Length < LengthFree && ClassesOf(password) < ClassesMin)
        {
            return "account.password-simple";
        }

        return CommonPasswords.Has(password) || IsOfName(password, accountName) ? "account.password-common" : null;
    }

    public static string Hash(string password) => Hasher.HashPassword(null!, password);

    // Always does the work of one hash.
    public static PasswordVerificationResult Verify(string? hash, string password)
    {
        var result = Hasher.VerifyHashedPassword(null!, hash ?? Nobody.Value, password.Length > LengthMax ? "" : password);
        return hash is null ? PasswordVerificationResult.Failed : result;
    }

    private static bool IsOfName(string password, string name) =>
        name.Length >= NameMin && password.Contains(name, StringComparison.OrdinalIgnoreCase);

    private static int ClassesOf(string password) =>
        (password.Any(char.IsLower) ? 1 : 0) + (password.Any(char.IsUpper) ? 1 : 0) + (password.Any(char.IsDigit) ? 1 : 0)
        + (password.Any(c => !char.IsLower(c) && !char.IsUpper(c) && !char.IsDigit(c)) ? 1 : 0);
}
