using System.CommandLine;
using Gongxin.Host.Composition;
using Gongxin.Host.Demo;

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
        await using var app = WebNode.Build();
        await Node.PrepareAsync(app.Services, ct);
        await app.StartAsync(ct);
        if (demo)
        {
            await DemoLoad.RunAsync(app.Services, ct);
        }

        // The line that scripts and people wait for; everything else goes to the log on standard error.
        Console.WriteLine($"ready {string.Join(' ', app.Urls)}");
        await app.WaitForShutdownAsync(ct);
        return ExitCodes.Good;
    }
}
