using System.Diagnostics;
using Gongxin.Running;

namespace Gongxin.Site.Tests.Durability;

// Starts commands of the real program and ends them at random times, as a power cut would. The moments are seeded and spread over as long as
// a whole command takes.
internal sealed class KilledCommands(NodeFolder folder, int seed)
{
    private readonly Random _random = new(seed);
    private TimeSpan _whole;

    public int Kills { get; private set; }

    // To its end, which must be good.
    public async Task WholeAsync(params string[] command)
    {
        var clock = Stopwatch.StartNew();
        var ended = await folder.RunAsync(command);
        Assert.True(ended.ExitCode == 0, ended.Output + ended.Errors);
        _whole = clock.Elapsed;
    }

    // Whether it was killed before it ended by itself. The moment lies after that share of the time of a whole one.
    public async Task<bool> KillAsync(double after, params string[] command)
    {
        var clock = Stopwatch.StartNew();
        using var process = folder.Start(command);
        _ = process.StandardError.ReadToEndAsync();
        _ = process.StandardOutput.ReadToEndAsync();
        await Task.WhenAny(process.WaitForExitAsync(), Task.Delay(_whole * (after + (_random.NextDouble() * (1 - after)))));
        var isKilled = !process.HasExited;
        if (isKilled)
        {
            process.Kill();
        }

        await process.WaitForExitAsync();
        if (isKilled && process.ExitCode != 0)
        {
            Kills++;
            return true;
        }

        // One that ended by itself tells how long one takes now: other tests come and go beside this one.
        _whole = clock.Elapsed;
        return false;
    }
}
