using System.Net;
using System.Text.Json;
using Gongxin.Running;

namespace Gongxin.Site.Tests.Pages;

// Goal: a score can be followed from the overview to the dataset and back, on pages and over the API, and the metrics can be had as
// a table. Method: the real program, which measures what it has published by itself.
public sealed class QualityTests(SharedNode shared) : IClassFixture<SharedNode>
{
    private static readonly TimeSpan Wait = TimeSpan.FromMilliseconds(200);

    [Fact]
    public async Task A_score_leads_to_its_rule_and_its_datasets_and_back()
    {
        var dataset = await MeasuredAsync();
        Assert.Equal(3, dataset.GetProperty("scorecards").GetArrayLength());
        Assert.Contains(dataset.GetProperty("gains").EnumerateArray(), g => g.GetProperty("metric").GetString() == "record.licence");

        var overview = await shared.Node.GetAsync("/api/v1/quality");
        Assert.Equal(["mqa", "shulin", "gbt38664"], overview.GetProperty("scorecards").EnumerateArray().Select(c => c.GetProperty("code").GetString()));
        Assert.Equal(405, (await shared.Node.GetAsync("/api/v1/quality/scorecards/mqa")).GetProperty("max").GetDecimal());
        Assert.Equal(1, (await shared.Node.GetAsync("/api/v1/quality/metrics/record.licence")).GetProperty("total").GetInt32());
        Assert.Equal(0, (await shared.Node.GetAsync("/api/v1/quality/metrics/record.licence?result=passed")).GetProperty("total").GetInt32());
        Assert.Equal(4, (await shared.Node.GetAsync("/api/v1/quality/pilot")).GetProperty("targets").GetArrayLength());

        Assert.Contains("href=\"/quality/shulin\"", await PageAsync("/quality?lang=en"), StringComparison.Ordinal);
        Assert.Contains("href=\"/quality/metrics/record.licence\"", await PageAsync("/quality/shulin"), StringComparison.Ordinal);
        Assert.Contains("Not a score of the China Open Data Index", await PageAsync("/quality/shulin?lang=en"), StringComparison.Ordinal);
        Assert.Contains("href=\"/quality/datasets/cities\"", await PageAsync("/quality/metrics/record.licence"), StringComparison.Ordinal);
        Assert.Contains("href=\"/quality/metrics/record.licence\"", await PageAsync("/quality/datasets/cities"), StringComparison.Ordinal);
        Assert.Contains("href=\"/quality/datasets/cities\"", await PageAsync("/datasets/cities"), StringComparison.Ordinal);
        Assert.Contains("href=\"/catalogue?theme=09\"", await PageAsync("/quality/pilot"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Metrics_are_a_table()
    {
        await MeasuredAsync();
        var lines = (await shared.Node.Anyone.GetStringAsync("/api/v1/quality/metrics.csv")).TrimEnd().Split("\r\n");
        Assert.Equal("dataset,version,metric,value,numerator,denominator,detail", lines[0]);
        Assert.Contains(lines, l => l.StartsWith("cities,1,content.completeness,", StringComparison.Ordinal));
        var json = await shared.Node.GetAsync("/api/v1/quality/metrics.json");
        Assert.Equal(lines.Length - 1, json.GetArrayLength());
    }

    [Theory]
    [InlineData("/api/v1/quality/metrics/nothing")]
    [InlineData("/api/v1/quality/scorecards/nothing")]
    [InlineData("/api/v1/datasets/nothing/quality")]
    [InlineData("/quality/nothing")]
    [InlineData("/quality/metrics/nothing")]
    [InlineData("/quality/datasets/nothing")]
    public async Task What_is_not_there_is_404(string path)
    {
        using var answer = await shared.Node.Anyone.GetAsync(path);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private Task<string> PageAsync(string path) => shared.Node.Anyone.GetStringAsync(path);

    // Measured in the background, when the publication is committed.
    private async Task<JsonElement> MeasuredAsync()
    {
        for (var i = 0; ; i++)
        {
            using var answer = await shared.Node.Anyone.GetAsync("/api/v1/datasets/cities/quality");
            if (answer.IsSuccessStatusCode)
            {
                return JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.Clone();
            }

            Assert.True(i < 300, $"Not measured: {answer.StatusCode}.");
            await Task.Delay(Wait);
        }
    }
}
