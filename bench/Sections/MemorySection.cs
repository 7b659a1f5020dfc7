using System.Diagnostics;
using Gongxin.Bench.Measuring;
using Gongxin.Bench.Programs;

namespace Gongxin.Bench.Sections;

// The most memory that ./gongxin load takes, by the size of the file. The baseline is the file's size.
internal sealed class MemorySection() : Section("memory", "Memory of a load")
{
    private const double Mebibyte = 1 << 20;
    private static readonly Bar Bar = Bar.AtMost(2048, "MiB");

    public override async Task<Figures> MeasureAsync(BenchRun run)
    {
        var figures = new Figures();
        foreach (var bytes in run.Choose<long[]>([20_000_000, 200_000_000], [50_000_000, 500_000_000, 5_000_000_000]))
        {
            using var scratch = run.Scratch();
            scratch.Require(bytes * 3);
            BenchRun.Tell($"loading {bytes / 1_000_000} MB");
            var file = scratch.File("records.csv");
            var written = GeneratedCsv.WriteBytes(file, bytes);
            var started = Stopwatch.GetTimestamp();
            var peak = await GongxinProgram.LoadAsync(scratch.File("data"), file, "memory", run.Stop);
            var took = Stopwatch.GetElapsedTime(started).TotalSeconds;
            figures.Add(
                $"`./gongxin load` of {written / 1_000_000:N0} MB in {Figures.Seconds(took)}",
                $"{Figures.Number(peak / Mebibyte)} MiB",
                $"{Figures.Number(written / Mebibyte)} MiB",
                (double)peak / written,
                Bar,
                judged: peak / Mebibyte);
        }

        return figures;
    }
}
