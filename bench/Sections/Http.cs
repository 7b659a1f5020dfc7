using Gongxin.Bench.Measuring;
using Gongxin.Bench.Programs;

namespace Gongxin.Bench.Sections;

// An address of the node against a bare endpoint that returns the same bytes, in turns.
internal static class Http
{
    public static async Task<Compared> CompareAsync(BenchRun run, ServingNode node, string path, string? pathOfRequest = null)
    {
        using var answer = (await node.Client.GetAsync(path, run.Stop)).EnsureSuccessStatusCode();
        var bytes = await answer.Content.ReadAsByteArrayAsync(run.Stop);
        await using var bare = await BareServer.StartAsync(bytes, answer.Content.Headers.ContentType, run.Stop);
        using var wrk = new Wrk(run, pathOfRequest);
        return Compare(run, node, bare, wrk, path, bytes.Length);
    }

    public static Compared Compare(BenchRun run, ServingNode node, BareServer bare, Wrk wrk, string path, int bytes)
    {
        BenchRun.Tell($"asking for {path}");
        var (ours, baseline) = (new List<WrkFigures>(), new List<WrkFigures>());
        for (var round = 0; round < run.Choose(2, 3); round++)
        {
            run.Stop.ThrowIfCancellationRequested();
            ours.Add(wrk.Run(new Uri(node.Address, path), node.ProcessorTime));
            baseline.Add(wrk.Run(new Uri(bare.Address, path), () => Environment.CpuUsage.TotalTime));
        }

        return new Compared(bytes, ours, baseline);
    }
}

internal sealed record Compared(int Bytes, List<WrkFigures> Ours, List<WrkFigures> Baseline)
{
    public double Rate => Ours.Select(f => f.PerSecond).Median();
    public double BaselineRate => Baseline.Select(f => f.PerSecond).Median();
    public double P95 => Ours.Select(f => f.P95Milliseconds).Median();
    public double P99 => Ours.Select(f => f.P99Milliseconds).Median();
    public double BaselineP99 => Baseline.Select(f => f.P99Milliseconds).Median();
    public double Processor => Ours.Select(f => f.ProcessorMicroseconds).Median();
    public double BaselineProcessor => Baseline.Select(f => f.ProcessorMicroseconds).Median();
    public double BaselineP95 => Baseline.Select(f => f.P95Milliseconds).Median();

    public void AddRate(Figures figures, string what, Bar? bar = null)
    {
        figures.Add($"{what}, {Bytes} bytes", Figures.PerSecond(Rate), Figures.PerSecond(BaselineRate), Rate / BaselineRate, bar, judged: Rate);
        figures.Add($"{what}, processor of the server per answer", Figures.Microseconds(Processor), Figures.Microseconds(BaselineProcessor), Processor / BaselineProcessor);
    }

    // Where the bar is a share of the baseline's rate.
    public void AddShare(Figures figures, string what, Bar bar)
    {
        figures.Add($"{what}, {Bytes} bytes", Figures.PerSecond(Rate), Figures.PerSecond(BaselineRate), Rate / BaselineRate, bar);
        figures.Add($"{what}, processor of the server per answer", Figures.Microseconds(Processor), Figures.Microseconds(BaselineProcessor), Processor / BaselineProcessor);
    }

    public void AddP99(Figures figures, string what, Bar bar) =>
        figures.Add($"{what}, p99", Figures.Milliseconds(P99), Figures.Milliseconds(BaselineP99), P99 / BaselineP99, bar, judged: P99);

    public void AddP95(Figures figures, string what, Bar? bar = null) =>
        figures.Add($"{what}, p95", Figures.Milliseconds(P95), Figures.Milliseconds(BaselineP95), P95 / BaselineP95, bar, judged: P95);
}
