using System.Security.Cryptography;
using System.Text.Json;
using Gongxin.Governance.Accounts;
using Gongxin.Governance.Grants;
using Gongxin.Kernel.Identity;
using Gongxin.Kernel.Settings;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Gongxin.Governance;

// Accounts that nobody could open who is signed in: the first ones of a node, from the command line, and those of the
// demonstration.
public static class FirstAccounts
{
    private const string FileName = "demonstration-accounts.json";

    // Without letters and digits that look alike.
    private const string Letters = "abcdefghjkmnpqrstuvwxyz23456789";
    private const int Groups = 4;
    private const int GroupLetters = 4;

    private static readonly string[] Demonstrated =
    [
        Roles.Reporter, Roles.OrganisationReviewer, Roles.Reviewer, Roles.Operator, Roles.Officer,
        Roles.SystemAdministrator, Roles.SecurityAdministrator, Roles.Auditor,
    ];

    public static Task<bool> AnyAsync(IServiceProvider services, CancellationToken ct) => services.GetRequiredService<GovernanceDb>().Accounts.AnyAsync(ct);

    // Gives the password, which has to be changed at the first sign-in.
    public static async Task<string> CreateAsync(IServiceProvider services, string name, string? role, CancellationToken ct)
    {
        var password = NewPassword();
        var account = await services.GetRequiredService<AccountDesk>().OpenWithPasswordAsync(name, "", password, mustChange: true, ct);
        if (role is not null)
        {
            await services.GetRequiredService<GrantDesk>().GrantAsync(account.Id.Value, role, null, null, null, null, ct);
        }

        return password;
    }

    // One account per role, named like it. The passwords are made at the first start and lie beside the node's keys, readable by
    // its owner only, so that every start tells the same ones.
    public static async Task<IReadOnlyList<DemonstrationAccount>> DemonstrateAsync(IServiceProvider services, CancellationToken ct)
    {
        var file = Path.Combine(services.GetRequiredService<PlatformSettings>().KeyFolder, FileName);
        var passwords = File.Exists(file) ? JsonSerializer.Deserialize<Dictionary<string, string>>(await File.ReadAllTextAsync(file, ct)) ?? [] : [];
        if (Demonstrated.Except(passwords.Keys).Any())
        {
            passwords = Demonstrated.ToDictionary(r => r, r => passwords.GetValueOrDefault(r) ?? NewPassword());
            await WriteAsync(file, passwords, ct);
        }

        var governance = services.GetRequiredService<GovernanceDb>();
        foreach (var role in Demonstrated)
        {
            if (!await governance.Accounts.AnyAsync(a => a.Name == role, ct))
            {
                var account = await services.GetRequiredService<AccountDesk>().OpenWithPasswordAsync(role, "", passwords[role], mustChange: false, ct);
                await services.GetRequiredService<GrantDesk>().GrantAsync(account.Id.Value, role, null, null, null, null, ct);
            }
        }

        return [.. Demonstrated.Select(r => new DemonstrationAccount(r, r, passwords[r]))];
    }

    private static async Task WriteAsync(string file, Dictionary<string, string> passwords, CancellationToken ct)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        await using var stream = new FileStream(file, options);
        await JsonSerializer.SerializeAsync(stream, passwords, cancellationToken: ct);
    }

    private static string NewPassword() =>
        string.Join('-', Enumerable.Range(0, Groups).Select(_ => RandomNumberGenerator.GetString(Letters, GroupLetters)));
}

/// <summary>An account of the demonstration.</summary>
public sealed record DemonstrationAccount(string Name, string Role, string Password);
