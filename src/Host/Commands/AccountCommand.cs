using System.CommandLine;
using System.Globalization;
using Gongxin.Governance;
using Gongxin.Host.Composition;
using Gongxin.Kernel.Errors;
using Gongxin.Kernel.Identity;

namespace Gongxin.Host.Commands;

// gongxin account create NAME --role ROLE: the first accounts of a node, which nobody could open over the web.
internal static class AccountCommand
{
    public static Command Create()
    {
        var name = new Argument<string>("NAME") { Description = "What the person types when signing in." };
        var role = new Option<string?>("--role") { Description = $"One of {string.Join(", ", Roles.All)}." };
        var create = new Command("create", "Open an account and print its password once; it has to be changed at the first sign-in.") { name, role };
        create.SetAction((parsed, ct) => CreateAsync(parsed.GetValue(name)!, parsed.GetValue(role), ct));
        return new Command("account", "Accounts of people.") { create };
    }

    private static async Task<int> CreateAsync(string name, string? role, CancellationToken ct)
    {
        await using var node = await Node.OpenAsync(ct);
        await using var scope = node.Scope("account");
        try
        {
            if (role is not null && !Roles.All.Contains(role))
            {
                await Console.Error.WriteLineAsync($"gongxin account create: there is no role {role}; there are {string.Join(", ", Roles.All)}");
                return ExitCodes.Usage;
            }

            Console.WriteLine(await FirstAccounts.CreateAsync(scope.ServiceProvider, name, role, ct));
            return ExitCodes.Good;
        }
        catch (Refusal refusal)
        {
            var text = scope.ServiceProvider.GetRequiredService<ProblemTexts>().Of(refusal.Code, refusal.Args, CultureInfo.InvariantCulture);
            await Console.Error.WriteLineAsync($"gongxin account create: {refusal.Code}: {text}");
            return ExitCodes.Refused;
        }
    }
}
