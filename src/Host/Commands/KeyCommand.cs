using System.CommandLine;
using Gongxin.Cases;
using Gongxin.Catalogue;
using Gongxin.Collection;
using Gongxin.Collection.Workbooks;
using Gongxin.Credit;
using Gongxin.Credit.Measures;
using Gongxin.Governance;
using Gongxin.Host.Composition;
using Gongxin.Kernel.Data;
using Gongxin.Kernel.Identity;
using Gongxin.Kernel.Ledger.Keys;
using Gongxin.Registry;

namespace Gongxin.Host.Commands;

// gongxin key create NAME: a key for an application; gongxin key rotate: a new signing key for the ledger.
internal static class KeyCommand
{
    // What a key may do at most, but for the administration of people and the data of applicants, which must be asked for by name.
    public static IReadOnlyList<Permission> Everything { get; } = [.. CataloguePermissions.All, .. WorkbookPermissions.All, .. CollectionPermissions.All, .. RegistryPermissions.All, .. CreditPermissions.All, .. ActsPermissions.All, .. MeasuresPermissions.All, .. CasesPermissions.All, .. GovernancePermissions.All];

    public static Command Create()
    {
        var name = new Argument<string>("NAME") { Description = "Who will use it; stands in the audit trail." };
        var may = new Option<string[]>("--may") { Description = "A permission; may be repeated. Without it the key may do everything." };
        var create = new Command("create", "Make an API key and print it once.") { name, may };
        create.SetAction((parsed, ct) => CreateAsync(parsed.GetValue(name)!, parsed.GetValue(may) ?? [], ct));

        var lost = new Option<bool>("--lost") { Description = "The old key is lost: the new one is not signed over by it." };
        var rotate = new Command("rotate", "Replace the key that signs the ledger's checkpoints.") { lost };
        rotate.SetAction((parsed, ct) => RotateAsync(parsed.GetValue(lost), ct));
        return new Command("key", "Keys of applications and of this node.") { create, rotate };
    }

    private static async Task<int> CreateAsync(string name, string[] may, CancellationToken ct)
    {
        if (name.Length is 0 or > ApiKey.NameMax)
        {
            await Console.Error.WriteLineAsync($"gongxin key create: a name has 1 to {ApiKey.NameMax} characters");
            return ExitCodes.Usage;
        }

        Permission[] possible = [.. Everything, .. CasesPermissions.Personal, .. GovernancePermissions.Administration];
        if (may.Except(possible.Select(p => p.Name), StringComparer.Ordinal).FirstOrDefault() is { } unknown)
        {
            await Console.Error.WriteLineAsync($"gongxin key create: there is no permission {unknown}; there are {string.Join(", ", possible.Select(p => p.Name))}");
            return ExitCodes.Usage;
        }

        // The same three people as for accounts: no key administers two of system, security and audit.
        if (new[] { GovernancePermissions.AccountsName, GovernancePermissions.GrantsName, GovernancePermissions.AuditName }.Count(may.Contains) > 1)
        {
            await Console.Error.WriteLineAsync("gongxin key create: system, security and audit administration are three keys");
            return ExitCodes.Usage;
        }

        await using var node = await Node.OpenAsync(ct);
        await using var scope = node.Scope("key");
        var secret = await scope.ServiceProvider.GetRequiredService<ApiKeys>()
            .CreateAsync(name, may.Length == 0 ? Everything : possible.Where(p => may.Contains(p.Name)), ct);
        Console.WriteLine(secret);
        return ExitCodes.Good;
    }

    private static async Task<int> RotateAsync(bool isLost, CancellationToken ct)
    {
        await using var node = await Node.OpenAsync(ct);
        await using var scope = node.Scope("key");
        var key = await scope.ServiceProvider.GetRequiredService<KeyRotation>().RotateAsync(isLost, ct);
        Console.WriteLine(key);
        return ExitCodes.Good;
    }
}
