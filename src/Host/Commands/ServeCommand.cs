using System.CommandLine;
using Gongxin.Governance;
using Gongxin.Host.Composition;
using Gongxin.Host.Demo;
using Gongxin.Host.Demo.Generating;
using Gongxin.Kernel.Identity;

namespace Gongxin.Host.Commands;

internal static class ServeCommand
{
    public static Command Create()
    {
        var demo = new Option<bool>("--demo") { Description = "Load the demonstration data before saying ready." };
        var command = new Command("serve", "Serve this node until it is stopped.") { demo };
        command.SetAction((parsed, ct) => RunAsync(parsed.GetValue(demo), ct));
        return command;
    }

    private static async Task<int> RunAsync(bool demo, CancellationToken ct)
    {
        if (Build() is not { } app)
        {
            return ExitCodes.Refused;
        }

        await using var closing = app;
        await Node.PrepareAsync(app.Services, ct);
        await app.StartAsync(ct);
        if (demo)
        {
            await DemoLoad.RunAsync(app.Services, ct);
            await TellAccountsAsync(app.Services, ct);
        }
        else
        {
            await TellFirstStepAsync(app.Services, ct);
        }

        // The line that scripts and people wait for; everything else goes to the log on standard error.
        Console.WriteLine($"ready {string.Join(' ', app.Urls)}");
        if (demo)
        {
            // In the background, so that the portal is there at once.
            await GenerateOperation.QueueAsync(app.Services, ct);
        }

        await app.WaitForShutdownAsync(ct);
        return ExitCodes.Good;
    }

    // A file of the operator's that is not right is told in one line.
    private static WebApplication? Build()
    {
        try
        {
            return WebNode.Build();
        }
        catch (InvalidDataException wrong)
        {
            Console.Error.WriteLine(wrong.Message);
            return null;
        }
    }

    // Only the demonstration tells passwords; they are its own, made at its first start.
    private static async Task TellAccountsAsync(IServiceProvider services, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Actor = Actor.System("demo");
        foreach (var account in await FirstAccounts.DemonstrateAsync(scope.ServiceProvider, ct))
        {
            Console.WriteLine($"account name={account.Name} role={account.Role} password={account.Password}");
        }
    }

    private static async Task TellFirstStepAsync(IServiceProvider services, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        if (!await FirstAccounts.AnyAsync(scope.ServiceProvider, ct))
        {
            Console.WriteLine("No accounts yet. Make the first three, for three people: ./gongxin account create NAME --role sysadmin (then secadmin, auditor)");
        }
    }
}
