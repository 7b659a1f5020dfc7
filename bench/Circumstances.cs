using System.Globalization;
using Gongxin.Bench.Programs;
using Gongxin.DuckDb;

namespace Gongxin.Bench;

// Under what circumstances a section was measured: a line above its figures.
internal static class Circumstances
{
    // Asked for once: --write changes the tree while the run goes on.
    private static readonly string Commit = Tool.Output("git", "-C", SourceTree.Root, "describe", "--always", "--dirty");

    public static string Now(BenchOptions options, string section)
    {
        var memory = Math.Round(ReadKilobytes("/proc/meminfo", "MemTotal") / 1024.0 / 1024);
        var load = File.ReadAllText("/proc/loadavg").Split(' ')[0];
        string[] parts =
        [
            $"`bench/run {(options.IsQuick ? "--quick " : "")}{section}`",
            options.IsQuick ? "**quick: small sizes**" : "full sizes",
            TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture),
            $"commit {Commit}",
            string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessorCount} cores ({Processor()}), {memory} GiB"),
            $".NET {Environment.Version}",
            $"DuckDB {DuckDbInstance.LibraryVersion}",
            $"load average before {load}",
        ];
        return string.Join(" · ", parts);
    }

    // A line "Name:   123 kB" of a file of /proc.
    public static long ReadKilobytes(string file, string name)
    {
        var line = File.ReadLines(file).FirstOrDefault(l => l.StartsWith(name + ":", StringComparison.Ordinal));
        return line is null ? 0 : long.Parse(line.AsSpan(name.Length + 1).Trim().TrimEnd("kB "), CultureInfo.InvariantCulture);
    }

    private static string Processor() =>
        File.ReadLines("/proc/cpuinfo").FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim() ?? "unnamed";
}
