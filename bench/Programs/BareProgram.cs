using System.Diagnostics;

namespace Gongxin.Bench.Programs;

// This program once more, as a baseline of starting: a program that prints a line, or a bare server that says ready.
internal static class BareProgram
{
    public const string Line = "bare-line";
    public const string Server = "bare-server";

    // False when the arguments ask for something else.
    public static async Task<bool> RunAsync(string[] arguments)
    {
        if (arguments is not [Line or Server])
        {
            return false;
        }

        if (arguments[0] == Server)
        {
            await using var app = BareServer.Build(new Uri($"http://127.0.0.1:{ServingNode.FreePort()}"));
            await app.StartAsync();
            Console.WriteLine("ready");
            await app.StopAsync();
            return true;
        }

        Console.WriteLine("1");
        return true;
    }

    // From the start of the process to its first line.
    public static async Task<TimeSpan> TimeAsync(string what, CancellationToken stop)
    {
        var started = Stopwatch.GetTimestamp();
        using var process = Process.Start(new ProcessStartInfo("dotnet", [typeof(BareProgram).Assembly.Location, what]) { UseShellExecute = false, RedirectStandardOutput = true })!;
        await process.StandardOutput.ReadLineAsync(stop);
        var elapsed = Stopwatch.GetElapsedTime(started);
        await process.WaitForExitAsync(stop);
        return elapsed;
    }
}
