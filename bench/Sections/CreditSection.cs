using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Gongxin.Bench.Measuring;
using Gongxin.Bench.Programs;
using Gongxin.Contracts.Credit;
using Gongxin.Host.Demo.Generating;

namespace Gongxin.Bench.Sections;

// What the platform answers about subjects: by code, to a check, by name, to a file of names; and decisions taken in.
internal sealed class CreditSection(string name, string title, Func<BenchRun, (int Subjects, int Records)> sizes) : Section(name, title)
{
    private const int CheckConnections = 64;
    private static readonly Bar LookupShare = Bar.AtLeast(0.5, "× bare");
    private static readonly Bar CheckRate = Bar.AtLeast(10_000, "/s");
    private static readonly Bar CheckP99 = Bar.AtMost(10, "ms");
    private static readonly Bar SearchP95 = Bar.AtMost(20, "ms");
    private static readonly Bar ScreenRate = Bar.AtLeast(1000, "names/s");
    private static readonly Bar ReportPageTime = Bar.AtMost(20, "ms");
    private static readonly Bar ReportPdfTime = Bar.AtMost(200, "ms");
    private static readonly Bar ImportTime = Bar.AtMost(60, "s");

    public override async Task<Figures> MeasureAsync(BenchRun run)
    {
        var figures = new Figures();
        var (subjects, records) = sizes(run);
        using var scratch = run.Scratch();
        scratch.Require(records * 3000L);
        var data = scratch.File("data");
        var what = string.Create(CultureInfo.InvariantCulture, $"{subjects:N0} subjects, {records:N0} records");
        BenchRun.Tell($"generating {what}");
        await RunAsync(data, run.Stop, "generate", "--subjects", Number(subjects), "--records", Number(records));
        var key = (await RunAsync(data, run.Stop, "key", "create", "bench", "--may", "credit.check", "--may", "registry.screen")).Output.Trim();
        await using (var node = await ServingNode.StartAsync(data, run.Stop))
        {
            node.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
            await MeasureLookupAsync(run, node, data, subjects, what, figures);
            await MeasureCheckAsync(run, node, key, subjects, what, figures);
            await MeasureReportsAsync(run, node, subjects, what, figures);
            await MeasureSearchAsync(run, node, subjects, what, figures);
            await MeasureScreeningAsync(run, node, subjects, what, figures);
        }

        await MeasureImportAsync(run, scratch, data, subjects, what, figures);
        return figures;
    }

    private static async Task MeasureLookupAsync(BenchRun run, ServingNode node, string data, int subjects, string what, Figures figures)
    {
        var path = "/api/v1/registry/subjects/" + GeneratedSubjects.Uscc("91", subjects / 2);
        var answer = await node.Client.GetByteArrayAsync(path, run.Stop);
        using var bareRead = new BareRead(Path.Combine(data, "gongxin.db"), answer);
        await using var bare = await BareServer.StartAsync(bareRead.AnswerAsync, run.Stop);
        using var wrk = new Wrk(run, "wrk.format('GET', '/api/v1/registry/subjects/' .. codes[math.random(#codes)])", Codes(run, subjects), 16);
        Http.Compare(run, node, bare, wrk, path, answer.Length).AddShare(figures, $"{what}: by code, never the same", LookupShare);
    }

    private static async Task MeasureCheckAsync(BenchRun run, ServingNode node, string key, int subjects, string what, Figures figures)
    {
        const string Path = "/api/v1/credit/check";
        using var asked = await node.Client.PostAsJsonAsync(Path, new { purpose = "funding", caseNumber = "1", subjects = new[] { GeneratedSubjects.Uscc("91", subjects / 2) } }, run.Stop);
        var bytes = await asked.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync(run.Stop);
        await using var bare = await BareServer.StartAsync(bytes, asked.Content.Headers.ContentType, run.Stop);
        var headers = $"{Codes(run, subjects)}\nlocal headers = {{ ['Content-Type'] = 'application/json', ['Authorization'] = 'Bearer {key}' }}";
        const string Request = "wrk.format('POST', '" + Path + "', headers, '{\"purpose\":\"funding\",\"caseNumber\":\"2026-1\",\"subjects\":[\"' .. codes[math.random(#codes)] .. '\"]}')";
        using var wrk = new Wrk(run, Request, headers, CheckConnections);
        var compared = Http.Compare(run, node, bare, wrk, Path, bytes.Length);
        compared.AddRate(figures, $"{what}: check of a code, kept and sealed", CheckRate);
        compared.AddP99(figures, $"{what}: check of a code, kept and sealed", CheckP99);
    }

    // Reports of many subjects, each asked for once on each way: none of them is kept.
    private static async Task MeasureReportsAsync(BenchRun run, ServingNode node, int subjects, string what, Figures figures)
    {
        BenchRun.Tell("issuing reports");
        var random = new Random(4);
        var (pages, papers, bytes) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = -20; round < run.Choose(50, 200); round++)
        {
            using var issued = await node.Client.PostAsJsonAsync("/api/v1/credit/reports", new { uscc = GeneratedSubjects.Uscc("91", random.Next(subjects)) }, run.Stop);
            var report = await issued.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>(run.Stop);
            var (number, code) = (report.GetProperty("number").GetString(), report.GetProperty("code").GetString());
            var page = await TimeAsync($"/credit/reports/{number}?code={code}");
            var paper = await TimeAsync($"/api/v1/credit/reports/{number}/report.pdf?code={code}");
            if (round >= 0)
            {
                pages.Add(page.Milliseconds);
                papers.Add(paper.Milliseconds);
                bytes.Add(paper.Bytes);
            }
        }

        figures.Add($"{what}: page of a report over HTTP, p50 and p95", $"{Figures.Milliseconds(pages.Median())}, {Figures.Milliseconds(pages.Quantile(0.95))}", bar: ReportPageTime, judged: pages.Median());
        figures.Add(
            $"{what}: report as PDF over HTTP ({bytes.Median() / 1000:N0} kB), p50 and p95", $"{Figures.Milliseconds(papers.Median())}, {Figures.Milliseconds(papers.Quantile(0.95))}", bar: ReportPdfTime,
            judged: papers.Median());

        async Task<(double Milliseconds, int Bytes)> TimeAsync(string path)
        {
            var started = Stopwatch.GetTimestamp();
            var answer = await node.Client.GetByteArrayAsync(path, run.Stop);
            return (Stopwatch.GetElapsedTime(started).TotalMilliseconds, answer.Length);
        }
    }

    private static async Task MeasureSearchAsync(BenchRun run, ServingNode node, int subjects, string what, Figures figures)
    {
        var random = new Random(3);
        var (all, asked) = (new List<double>(), run.Choose(100, 500));
        BenchRun.Tell("searching names");
        for (var round = -20; round < asked; round++)
        {
            // Three characters out of a name, or a whole name.
            var name = GeneratedSubjects.NameOf(random.Next(subjects));
            var words = round % 3 == 0 ? name : name.Substring(3, 3);
            var started = Stopwatch.GetTimestamp();
            using var answer = await node.Client.GetAsync("/api/v1/registry/subjects?q=" + Uri.EscapeDataString(words), run.Stop);
            answer.EnsureSuccessStatusCode();
            await answer.Content.ReadAsByteArrayAsync(run.Stop);
            if (round >= 0)
            {
                all.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            }
        }

        figures.Add($"{what}: by name over HTTP, p50", Figures.Milliseconds(all.Median()));
        figures.Add($"{what}: by name over HTTP, p95", Figures.Milliseconds(all.Quantile(0.95)), bar: SearchP95, judged: all.Quantile(0.95));
    }

    private static async Task MeasureScreeningAsync(BenchRun run, ServingNode node, int subjects, string what, Figures figures)
    {
        var count = run.Choose(5_000, 100_000);
        BenchRun.Tell($"screening {count} names");
        var names = string.Concat(Enumerable.Range(0, count).Select(n => n % 2 == 0 ? $"{GeneratedSubjects.NameOf(n % subjects)}\n" : $"{GeneratedSubjects.NameOf(subjects + n)}\n"));
        using var form = new MultipartFormDataContent { { new ByteArrayContent(Encoding.UTF8.GetBytes("名称\n" + names)), "file", "names.csv" } };
        var (started, processor) = (Stopwatch.GetTimestamp(), node.ProcessorTime());
        using var accepted = (await node.Client.PostAsync("/api/v1/registry/screen/files", form, run.Stop)).EnsureSuccessStatusCode();
        var id = (await accepted.Content.ReadFromJsonAsync<JsonElement>(run.Stop)).GetProperty("operation").GetGuid();
        while ((await node.Client.GetFromJsonAsync<JsonElement>($"/api/v1/operations/{id}", run.Stop)).GetProperty("state").GetString() is "queued" or "running")
        {
            await Task.Delay(50, run.Stop);
        }

        var (wall, cpu) = (Stopwatch.GetElapsedTime(started).TotalSeconds, (node.ProcessorTime() - processor).TotalSeconds);
        figures.Add($"{what}: a file of {count:N0} names screened, wall", Figures.PerSecond(count / wall));
        figures.Add($"{what}: a file of {count:N0} names screened, per second of one core", Figures.PerSecond(count / cpu), bar: ScreenRate, judged: count / cpu);
    }

    private static async Task MeasureImportAsync(BenchRun run, ScratchFolder scratch, string data, int subjects, string what, Figures figures)
    {
        var rows = run.Choose(10_000, 1_000_000);
        var file = scratch.File("penalties.csv");
        var plan = new GeneratedPlan(subjects, 0, new DateOnly(2026, 11, 1));
        await using (var text = new StreamWriter(file))
        {
            await text.WriteAsync(GeneratedRecords.PenaltyHead + "\r\n");
            var (written, number) = (0, 1_000_000_000L);
            for (; written < rows; number++)
            {
                if (GeneratedRecords.KindOf(number) is RecordKind.Penalty)
                {
                    GeneratedRecords.Write(text, plan, number);
                    written++;
                }
            }
        }

        BenchRun.Tell($"taking {rows} penalties in");
        var started = Stopwatch.GetTimestamp();
        var (_, cpu, peak) = await RunAsync(data, run.Stop, "records", "take", file, "--kind", "penalty", "--source", "bench", "--json");
        var took = Stopwatch.GetElapsedTime(started).TotalSeconds;
        figures.Add($"{what}: {Figures.Rows(rows)} of penalties taken in, wall", Figures.Seconds(took), bar: run.IsQuick ? null : ImportTime, judged: took);
        figures.Add($"{what}: {Figures.Rows(rows)} of penalties taken in, processor", Figures.Seconds(cpu.TotalSeconds), $"{peak >> 20} MiB of memory at most");
    }

    private static string Codes(BenchRun run, int subjects)
    {
        var list = string.Join(',', Enumerable.Range(0, Math.Min(subjects, run.Choose(2_000, 50_000))).Select(n => $"'{GeneratedSubjects.Uscc("91", (int)((long)n * 7919 % subjects))}'"));
        return $"codes = {{ {list} }}";
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    // A command to its end, with what it took of processor and memory.
    private static async Task<(string Output, TimeSpan Processor, long Peak)> RunAsync(string data, CancellationToken stop, params string[] arguments)
    {
        using var process = GongxinProgram.Start(data, arguments);
        var output = process.StandardOutput.ReadToEndAsync(stop);
        var (processor, peak) = (TimeSpan.Zero, 0L);
        try
        {
            while (!process.HasExited)
            {
                (processor, peak) = (process.TotalProcessorTime, Math.Max(peak, GongxinProgram.HighestMark(process.Id)));
                await Task.Delay(20, stop);
            }

            return process.ExitCode is 0 or 3 ? (await output, processor, peak) : throw new InvalidOperationException($"{arguments[0]} ended with {process.ExitCode}: {await output}");
        }
        catch (InvalidOperationException) when (process.HasExited && process.ExitCode == 0)
        {
            // It ended between the question and the answer.
            return (await output, processor, peak);
        }
        finally
        {
            await GongxinProgram.EndAsync(process);
        }
    }
}
