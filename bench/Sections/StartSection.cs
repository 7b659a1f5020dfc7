using System.Diagnostics;
using Gongxin.Bench.Measuring;
using Gongxin.Bench.Programs;

namespace Gongxin.Bench.Sections;

// A start with data that is there already, and the shortest command, against programs that do nothing else.
internal sealed class StartSection() : Section("start", "Start")
{
    private static readonly Bar Bar = Bar.AtMost(3, "s");

    public override async Task<Figures> MeasureAsync(BenchRun run)
    {
        var prepared = await run.NodeAsync();
        var (version, line, ready, page, server, processor) = (new List<double>(), new List<double>(), new List<double>(), new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round <= run.Choose(3, 7); round++)
        {
            BenchRun.Tell("starting");
            var (readyAfter, pageAfter, cpu) = await ServeAsync(prepared, run.Stop);
            double[] took =
            [
                await VersionAsync(prepared, run.Stop),
                (await BareProgram.TimeAsync(BareProgram.Line, run.Stop)).TotalSeconds,
                readyAfter,
                pageAfter,
                (await BareProgram.TimeAsync(BareProgram.Server, run.Stop)).TotalSeconds,
                cpu,
            ];
            if (round > 0)
            {
                foreach (var (list, value) in new[] { version, line, ready, page, server, processor }.Zip(took))
                {
                    list.Add(value);
                }
            }
        }

        var figures = new Figures();
        Add(figures, "`./gongxin version`; baseline: a program that prints a line", version, line, null);
        Add(figures, "`./gongxin serve` with data until ready; baseline: an empty web server", ready, server, Bar);
        Add(figures, "… until the first page is there", page, server, Bar);
        figures.Add("… processor until ready", Figures.Seconds(processor.Median()));
        return figures;
    }

    private static void Add(Figures figures, string what, List<double> ours, List<double> baseline, Bar? bar) =>
        figures.Add(what, Figures.Seconds(ours.Median()), Figures.Seconds(baseline.Median()), ours.Median() / baseline.Median(), bar, judged: ours.Median());

    private static async Task<(double Ready, double Page, double Processor)> ServeAsync(PreparedNode prepared, CancellationToken stop)
    {
        var started = Stopwatch.GetTimestamp();
        await using var node = await prepared.ServeAsync(stop);
        (await node.Client.GetAsync("/", stop)).EnsureSuccessStatusCode().Dispose();
        return (node.ReadyAfter.TotalSeconds, Stopwatch.GetElapsedTime(started).TotalSeconds, node.ProcessorUntilReady.TotalSeconds);
    }

    private static async Task<double> VersionAsync(PreparedNode prepared, CancellationToken stop)
    {
        var started = Stopwatch.GetTimestamp();
        using var process = GongxinProgram.Start(prepared.Folder, "version");
        await process.StandardOutput.ReadLineAsync(stop);
        var took = Stopwatch.GetElapsedTime(started).TotalSeconds;
        await process.WaitForExitAsync(stop);
        return process.ExitCode == 0 ? took : throw new InvalidOperationException("./gongxin version failed.");
    }
}
