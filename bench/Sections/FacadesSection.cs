using System.Diagnostics;
using System.Globalization;
using Gongxin.Bench.Measuring;
using Gongxin.Bench.Programs;

namespace Gongxin.Bench.Sections;

// What harvesters ask for, by the size of the catalogue: pages of CKAN's package_search, and the whole catalogue as DCAT-AP in one
// streamed answer, beside a bare endpoint with the same bytes. Every dataset came in through the loader.
internal sealed class FacadesSection() : Section("facades", "Façades")
{
    private const string Search = "/api/3/action/package_search?rows=20&sort=id%20asc";
    private const string Catalogue = "/catalog.ttl";

    private static readonly Bar SearchRate = Bar.AtLeast(500, "answers/s");
    private static readonly Bar WholeCatalogue = Bar.AtMost(3, "s");

    public override async Task<Figures> MeasureAsync(BenchRun run)
    {
        var figures = new Figures();
        foreach (var count in run.Choose<int[]>([100, 1_000], [1_000, 10_000]))
        {
            using var scratch = run.Scratch();
            BenchRun.Tell($"loading {count} datasets");
            var data = scratch.File("data");
            await LoadAsync(scratch, data, count, run.Stop);
            await using var node = await ServingNode.StartAsync(data, run.Stop);
            await node.SettleAsync(run.Stop);
            await MeasureAsync(run, node, count, figures);
        }

        return figures;
    }

    private static async Task MeasureAsync(BenchRun run, ServingNode node, int count, Figures figures)
    {
        var what = string.Create(CultureInfo.InvariantCulture, $"{count:N0} datasets");
        var walk = await Http.CompareAsync(run, node, Search, $"'{Search}&start=' .. math.random(0, {count - 20})");
        walk.AddRate(figures, $"{what}: `package_search`, a page of 20 anywhere", SearchRate);
        walk.AddP95(figures, $"{what}: `package_search`, a page of 20 anywhere");
        var words = await Http.CompareAsync(run, node, $"{Search}&q=空气质量", $"'{Search}&q={Uri.EscapeDataString("空气质量")}%20' .. math.random(1, {count})");
        words.AddRate(figures, $"{what}: `package_search` with words, never the same", SearchRate);

        var before = node.PeakBytes();
        using var answer = (await node.Client.GetAsync(Catalogue, run.Stop)).EnsureSuccessStatusCode();
        var bytes = await answer.Content.ReadAsByteArrayAsync(run.Stop);
        await using var bare = await BareServer.StartAsync(bytes, answer.Content.Headers.ContentType, run.Stop);
        var (ours, baseline) = (new List<double>(), new List<double>());
        for (var round = 0; round < run.Choose(3, 5); round++)
        {
            ours.Add(await TimeAsync(node.Client, new Uri(node.Address, Catalogue), run.Stop));
            baseline.Add(await TimeAsync(node.Client, new Uri(bare.Address, Catalogue), run.Stop));
        }

        figures.Add(
            string.Create(CultureInfo.InvariantCulture, $"{what}: whole DCAT-AP catalogue, {bytes.Length / 1e6:F1} MB"),
            Figures.Seconds(ours.Median()), Figures.Seconds(baseline.Median()), ours.Median() / baseline.Median(), WholeCatalogue, judged: ours.Median());
        figures.Add($"{what}: highest memory of the server before and after the catalogue", $"{node.PeakBytes() >> 20} MiB", $"{before >> 20} MiB");
    }

    // As long as a harvester waits: to the last byte.
    private static async Task<double> TimeAsync(HttpClient client, Uri address, CancellationToken stop)
    {
        var started = Stopwatch.GetTimestamp();
        await using var answer = await client.GetStreamAsync(address, stop);
        await answer.CopyToAsync(Stream.Null, stop);
        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static async Task LoadAsync(ScratchFolder scratch, string data, int count, CancellationToken stop)
    {
        var files = Directory.CreateDirectory(scratch.File("files"));
        string[] topics = ["空气质量", "行政许可", "医疗机构", "公交线路", "财政预算", "食品抽检", "养老机构", "旅游景区"];
        for (var i = 0; i < count; i++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"{topics[i % topics.Length]}监测点第{i}号.csv");
            await File.WriteAllTextAsync(Path.Combine(files.FullName, name), string.Create(CultureInfo.InvariantCulture, $"编号,名称,日期,数值\n{i},站点{i},2026-01-{1 + (i % 28):00},{i % 97}.5\n"), stop);
        }

        using var process = GongxinProgram.Start(data, "load", files.FullName, "--json");
        var output = process.StandardOutput.ReadToEndAsync(stop);
        await process.WaitForExitAsync(stop);
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"load ended with {process.ExitCode}: {await output}");
        }
    }
}
