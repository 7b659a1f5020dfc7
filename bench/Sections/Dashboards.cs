using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json;
using Gongxin.Bench.Measuring;
using Gongxin.Bench.Programs;

namespace Gongxin.Bench.Sections;

// What operators and everybody look at, over 800 organisations and 120 months, one question after another over HTTP.
internal static class Dashboards
{
    private const int WarmUp = 5;
    private static readonly Bar Bar = Bar.AtMost(100, "ms");

    public static async Task MeasureAsync(BenchRun run, ReportingNode reporting, Figures figures)
    {
        await using var node = await ServingNode.StartAsync(reporting.Folder, run.Stop);
        node.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", reporting.OperatorKey);
        var rates = await node.Client.GetFromJsonAsync<JsonElement>($"/api/v1/collection/rates?task={reporting.Task}", run.Stop);
        if (rates.GetProperty("total").GetInt64() != ReportingNode.Periods || rates.GetProperty("items")[3].GetProperty("asked").GetInt32() != ReportingNode.Organisations)
        {
            throw new InvalidOperationException($"The rates are not those of {ReportingNode.Periods} periods: {rates}");
        }

        var older = Uri.EscapeDataString(rates.GetProperty("next").GetString()!);
        foreach (var (what, path) in new[]
        {
            ("completeness and timeliness, 50 newest periods", $"/api/v1/collection/rates?task={reporting.Task}"),
            ("the same, 50 periods before", $"/api/v1/collection/rates?task={reporting.Task}&cursor={older}"),
            ("the page of rates", "/collection/rates"),
            ("who has not reported", $"/api/v1/collection/rates/overdue?task={reporting.Task}&period={reporting.OldPeriod}"),
            ("the page of who has not reported", $"/collection/rates?task={reporting.Task}&period={reporting.OldPeriod}"),
            ("the operator's list of submissions", "/api/v1/collection/submissions"),
            ("the same, approved ones", "/api/v1/collection/submissions?state=approved"),
            ("the queue of reviews", "/api/v1/collection/reviews"),
            ("the page of the task", $"/collection/tasks/{reporting.Task}"),
        })
        {
            BenchRun.Tell($"asking for {path}");
            var times = new List<double>();
            for (var round = -WarmUp; round < run.Choose(40, 200); round++)
            {
                var started = Stopwatch.GetTimestamp();
                using var answer = await node.Client.GetAsync(path, run.Stop);
                answer.EnsureSuccessStatusCode();
                await answer.Content.ReadAsByteArrayAsync(run.Stop);
                if (round >= 0)
                {
                    times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
                }
            }

            var label = $"{ReportingNode.Organisations} × {ReportingNode.Periods} periods: {what}";
            figures.Add($"{label}, p50", Figures.Milliseconds(times.Median()));
            figures.Add($"{label}, p95", Figures.Milliseconds(times.Quantile(0.95)), bar: Bar, judged: times.Quantile(0.95));
        }
    }
}
