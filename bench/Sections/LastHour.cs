using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Gongxin.Bench.Measuring;
using Gongxin.Bench.Programs;

namespace Gongxin.Bench.Sections;

// The last hour before a deadline: five organisations a second begin, whether the ones before are through or not, and look at what is due,
// open the form, have it checked, hand in, and look at the receipt. First measured; then the same goes on while the node is killed in the middle and started
// again, and every client repeats what was not answered, under the same key. At the end each organisation must have exactly the receipt it
// was given.
internal static class LastHour
{
    private const double PerSecond = 5;

    // Not counted: a node has been asked before when the last hour begins.
    private const int First = 50;
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan GivesUpAfter = TimeSpan.FromMinutes(2);
    private static readonly Bar Bar = Bar.AtMost(300, "ms");

    public static async Task MeasureAsync(BenchRun run, ReportingNode reporting, Figures figures)
    {
        // All but a quarter are measured; during the last quarter the node is killed.
        var all = run.Choose(300, ReportingNode.Organisations);
        var measured = all * 3 / 4;
        var office = new Office(reporting);
        var node = await ServingNode.StartAsync(reporting.Folder, run.Stop);
        try
        {
            BenchRun.Tell($"{all} organisations hand in, {PerSecond} a second");
            await office.ComeAsync(node.Address, 0, First, null, run.Stop);
            office.HandIns.Clear();
            office.Pages.Clear();
            await office.ComeAsync(node.Address, First, measured - First, null, run.Stop);
            var (handIns, pages) = (office.HandIns.ToList(), office.Pages.ToList());
            var address = node.Address;
            await office.ComeAsync(address, measured, all - measured, async () =>
            {
                BenchRun.Tell("the node is killed");
                await node.KillAsync();
                await node.DisposeAsync();
                node = await ServingNode.StartAsync(reporting.Folder, address, run.Stop);
            }, run.Stop);

            var what = string.Create(CultureInfo.InvariantCulture, $"the last hour, {measured - First} organisations at {PerSecond:N0}/s");
            Add(figures, $"{what}: hand-ins", handIns);
            Add(figures, $"{what}: pages around them", pages);
            var (found, lost) = await office.FindAsync(node.Address, all, run.Stop);
            figures.Add(
                $"killed and started again among {all - measured} more ({office.Repeats} requests repeated): receipts found once, of {all} given",
                lost == 0 ? found.ToString(CultureInfo.InvariantCulture) : throw new InvalidOperationException($"{lost} receipts are lost or double."));
        }
        finally
        {
            await node.DisposeAsync();
        }
    }

    private static void Add(Figures figures, string what, List<double> times)
    {
        figures.Add($"{what}, p50", Figures.Milliseconds(times.Median()));
        figures.Add($"{what}, p95", Figures.Milliseconds(times.Quantile(0.95)), bar: Bar, judged: times.Quantile(0.95));
        figures.Add($"{what}, p99", Figures.Milliseconds(times.Quantile(0.99)));
    }

    private sealed class Office(ReportingNode reporting)
    {
        private readonly ConcurrentDictionary<int, string> _receipts = new();
        private int _repeats;

        public ConcurrentBag<double> HandIns { get; } = [];
        public ConcurrentBag<double> Pages { get; } = [];
        public int Repeats => _repeats;

        // Each at its moment; with something that happens when half have come.
        public async Task ComeAsync(Uri address, int first, int count, Func<Task>? inTheMiddle, CancellationToken stop)
        {
            using var client = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = address, Timeout = TimeSpan.FromSeconds(30) };
            var (started, underWay) = (Stopwatch.GetTimestamp(), new List<Task>());
            for (var i = 0; i < count; i++)
            {
                var wait = TimeSpan.FromSeconds(i / PerSecond) - Stopwatch.GetElapsedTime(started);
                if (wait > TimeSpan.Zero)
                {
                    await Task.Delay(wait, stop);
                }

                underWay.Add(VisitAsync(client, first + i, stop));
                if (i == count / 2 && inTheMiddle is not null)
                {
                    underWay.Add(inTheMiddle());
                }
            }

            await Task.WhenAll(underWay);
        }

        private async Task VisitAsync(HttpClient client, int organisation, CancellationToken stop)
        {
            var form = $"/collection/submissions/{reporting.DueOf(organisation)}";
            await PageAsync(client, organisation, "/collection/due", stop);
            await PageAsync(client, organisation, form, stop);
            var (submission, values) = (reporting.DueOf(organisation), ReportingNode.Newest.Select(v => new { v.Sheet, v.Row, v.ListRow, v.Column, v.Value }));

            // What the checks find is told before, and explained.
            var tried = await AskAsync(client, organisation, Pages, () => new HttpRequestMessage(HttpMethod.Post, "/api/v1/collection/submissions?dryRun=true") { Content = JsonContent.Create(new { submission, values }) }, stop);
            var explanations = JsonSerializer.Deserialize<JsonElement>(tried).GetProperty("findings").EnumerateArray()
                .Where(f => f.GetProperty("grade").GetString() == "explain").Select(f => new { finding = f.GetProperty("key").GetString(), text = "生成的说明" }).ToList();
            var answer = await AskAsync(client, organisation, HandIns, () => new HttpRequestMessage(HttpMethod.Post, "/api/v1/collection/submissions")
            {
                Content = JsonContent.Create(new { submission, values, explanations }),
                Headers = { { "Idempotency-Key", $"last-hour-{organisation}" } },
            }, stop);
            _receipts[organisation] = JsonSerializer.Deserialize<JsonElement>(answer).GetProperty("receipt").GetProperty("receipt").GetString()!;
            await PageAsync(client, organisation, form, stop);
        }

        private Task<string> PageAsync(HttpClient client, int organisation, string path, CancellationToken stop) =>
            AskAsync(client, organisation, Pages, () => new HttpRequestMessage(HttpMethod.Get, path), stop);

        // Repeated until it is answered, as long as nobody is there to answer.
        private async Task<string> AskAsync(HttpClient client, int organisation, ConcurrentBag<double> times, Func<HttpRequestMessage> ask, CancellationToken stop)
        {
            for (var began = Stopwatch.GetTimestamp(); ;)
            {
                var started = Stopwatch.GetTimestamp();
                try
                {
                    using var request = ask();
                    request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", reporting.KeyOf(organisation));
                    using var answer = await client.SendAsync(request, stop);
                    var text = await answer.Content.ReadAsStringAsync(stop);
                    if (answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.Created)
                    {
                        times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
                        return text;
                    }

                    throw new InvalidOperationException($"{request.Method} {request.RequestUri}: {(int)answer.StatusCode} {text[..Math.Min(text.Length, 500)]}");
                }
                catch (Exception fault) when (fault is HttpRequestException or IOException && Stopwatch.GetElapsedTime(began) < GivesUpAfter)
                {
                    Interlocked.Increment(ref _repeats);
                    await Task.Delay(Patience, stop);
                }
            }
        }

        // How many have the receipt that they were given and no other; and how many do not.
        public async Task<(int Found, int Lost)> FindAsync(Uri address, int count, CancellationToken stop)
        {
            using var client = new HttpClient { BaseAddress = address };
            var found = 0;
            for (var organisation = 0; organisation < count; organisation++)
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/collection/submissions/{reporting.DueOf(organisation)}");
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", reporting.KeyOf(organisation));
                using var answer = (await client.SendAsync(request, stop)).EnsureSuccessStatusCode();
                var view = await answer.Content.ReadFromJsonAsync<JsonElement>(stop);
                var receipts = view.GetProperty("receipts").EnumerateArray().Select(r => r.GetProperty("receipt").GetString()).ToList();
                found += receipts.Count == 1 && receipts[0] == _receipts[organisation] && view.GetProperty("values").GetArrayLength() == ReportingNode.Newest.Count ? 1 : 0;
            }

            return (found, count - found);
        }
    }
}
