using System.Runtime.InteropServices;
using Gongxin.Bench;
using Gongxin.Bench.Measuring;
using Gongxin.Bench.Programs;
using Gongxin.Bench.Sections;

if (await BareProgram.RunAsync(args))
{
    return 0;
}

if (BenchOptions.Parse(args) is not { } options)
{
    await Console.Error.WriteLineAsync($"bench/run [--quick] [--write] [{string.Join(" | ", Section.All.Select(s => s.Name))}]…");
    return 2;
}

// Interrupted or ended, the folder is deleted and what was started is stopped all the same.
using var stop = new CancellationTokenSource();
void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stop.Cancel();
}

using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var ended = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);

await using var run = new BenchRun(options.IsQuick, stop.Token);
try
{
    foreach (var section in options.Sections)
    {
        var circumstances = Circumstances.Now(options, section.Name);
        Console.WriteLine($"## {section.Title}\n");
        var figures = await section.MeasureAsync(run);
        var text = $"{circumstances}\n\n{figures.ToMarkdown()}";
        Console.WriteLine(text);
        if (options.Write)
        {
            BenchmarksDocument.Replace(section.Name, text);
        }
    }
}
catch (OperationCanceledException) when (stop.IsCancellationRequested)
{
    await Console.Error.WriteLineAsync("bench/run: stopped");
    return 1;
}
catch (InvalidOperationException failure)
{
    await Console.Error.WriteLineAsync($"bench/run: {failure.Message}");
    return 1;
}

return 0;
