using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Gongxin.Running;
using Gongxin.Site.Tests.Governance;

namespace Gongxin.Site.Tests.Collection;

// Goal: the whole story over the API: a task opens, what is handed in is tried, refused, explained, taken once; returned, corrected,
// approved, published, and a figure of the public dataset leads back to its receipt.
public sealed class ReportingStoryTests(PeopledNode peopled) : IClassFixture<PeopledNode>
{
    private HttpClient Reporter => peopled.People["reporter"];
    private HttpClient Operator => peopled.People["operator"];

    [Fact]
    public async Task From_the_task_to_the_figure()
    {
        var organisation = await ReportingSteps.AdmitAsync(peopled.Node, ReportingSteps.Uscc, "测试养蜂协会");
        var (task, id) = await ReportingSteps.StartAsync(Operator, Reporter, "养蜂业月报", organisation, needsForwarding: true);

        // Two on one form.
        var version = (await Reporter.GetFromJsonAsync<JsonElement>($"/api/v1/collection/submissions/{id}")).GetProperty("version").GetInt32();
        await SendAsync(Reporter, HttpMethod.Put, $"/api/v1/collection/submissions/{id}/draft", new { version, values = Month(99) }, HttpStatusCode.OK);
        var conflict = await SendAsync(Reporter, HttpMethod.Put, $"/api/v1/collection/submissions/{id}/draft", new { version, values = Month(98) }, HttpStatusCode.Conflict);
        Assert.Equal(("collection.draft-changed", 3), (conflict.GetProperty("code").GetString(), conflict.GetProperty("changed").GetArrayLength()));

        // Tried, refused, explained, repeated, and something else with the same key.
        object values = Month(100).Append(Cell("期末指标", "产能利用率", "期末数", "130")).ToList();
        object hand = new { task, period = ReportingSteps.Period, organisation, values };
        var dry = await SendAsync(Reporter, HttpMethod.Post, "/api/v1/collection/submissions?dryRun=true", hand, HttpStatusCode.OK);
        Assert.Equal(("error", JsonValueKind.Null), (dry.GetProperty("status").GetString(), dry.GetProperty("receipt").ValueKind));
        var refused = await SendAsync(Reporter, HttpMethod.Post, "/api/v1/collection/submissions", hand, HttpStatusCode.UnprocessableEntity);
        var finding = refused.GetProperty("findings")[0].GetProperty("key").GetString();
        hand = new { task, period = ReportingSteps.Period, organisation, values, explanations = new[] { new { finding, text = "赶工" } } };
        var taken = await SendAsync(Reporter, HttpMethod.Post, "/api/v1/collection/submissions", hand, HttpStatusCode.Created, "story-1");
        var again = await SendAsync(Reporter, HttpMethod.Post, "/api/v1/collection/submissions", hand, HttpStatusCode.OK, "story-1");
        Assert.Equal(taken.GetProperty("receipt").GetRawText(), again.GetProperty("receipt").GetRawText());
        await RefusedAsync(Reporter, HttpMethod.Post, "/api/v1/collection/submissions", new { submission = id, values = Month(1) }, HttpStatusCode.UnprocessableEntity, "request.key-reused", "story-1");
        await RefusedAsync(Reporter, HttpMethod.Post, "/api/v1/collection/submissions", new { submission = id, values = Month(1) }, HttpStatusCode.Conflict, "collection.submission-in-state");
        await RefusedAsync(Reporter, HttpMethod.Post, "/api/v1/collection/submissions", new { submission = id, period = "2020-01", values = Month(1) }, HttpStatusCode.UnprocessableEntity, "collection.other-period");

        // Returned, corrected as CSV, forwarded, approved, published.
        await SendAsync(peopled.People["org-reviewer"], HttpMethod.Post, $"/api/v1/collection/reviews/{id}/return", new { comment = "请核对", cells = new[] { new { sheet = "主要经济指标", row = "工业总产值", column = "本月", text = "偏高" } } }, HttpStatusCode.OK);
        using var csv = new StringContent("sheet,row,list_row,column,value\n主要经济指标,工业总产值,,本月,101\n主要经济指标,工业总产值,,上月累计,200\n主要经济指标,工业总产值,,本月累计,301\n", Encoding.UTF8);
        csv.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        using var corrected = await Reporter.PostAsync($"/api/v1/collection/submissions?submission={id}", csv);
        Assert.True(corrected.StatusCode is HttpStatusCode.Created, await corrected.Content.ReadAsStringAsync());
        var receipt = (await corrected.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("receipt").GetProperty("receipt").GetString();
        await SendAsync(peopled.People["org-reviewer"], HttpMethod.Post, $"/api/v1/collection/reviews/{id}/forward", new { }, HttpStatusCode.OK);
        Assert.Equal(1, (await SendAsync(peopled.People["reviewer"], HttpMethod.Post, "/api/v1/collection/reviews/approvals", new { submissions = new[] { id } }, HttpStatusCode.OK)).GetProperty("approved").GetInt32());
        Assert.Contains(
            (await Reporter.GetFromJsonAsync<JsonElement>("/api/v1/collection/submissions?state=approved")).GetProperty("items").EnumerateArray(), s => s.GetProperty("id").GetString() == id.ToString());
        using var unknown = await Reporter.GetAsync("/api/v1/collection/submissions?state=1");
        Assert.Equal(HttpStatusCode.BadRequest, unknown.StatusCode);
        var dataset = (await SendAsync(Operator, HttpMethod.Post, $"/api/v1/collection/tasks/{task}/publish", new { period = ReportingSteps.Period }, HttpStatusCode.OK)).GetProperty("dataset").GetString();

        var rows = await peopled.Node.GetAsync($"/api/v1/datasets/{dataset}/rows?column__eq=本月");
        var row = Assert.Single(rows.GetProperty("items").EnumerateArray());
        Assert.Equal(("测试养蜂协会", receipt, "101"), (row.GetProperty("organisation").GetString(), row.GetProperty("receipt").GetString(), row.GetProperty("number").ToString().TrimEnd('0').TrimEnd('.')));
        var rate = (await peopled.Node.GetAsync($"/api/v1/collection/rates?task={task}")).GetProperty("items")[0];
        Assert.Equal((100m, 100m), (rate.GetProperty("reportingRate").GetDecimal(), rate.GetProperty("reportingRateOnTime").GetDecimal()));
    }

    [Theory]
    [InlineData("{", "collection.hand-in-not-readable")]
    [InlineData("[]", "collection.hand-in-not-readable")]
    [InlineData("{\"values\":[{\"sheet\":1}]}", "collection.hand-in-not-readable")]
    [InlineData("{\"period\":\"2026-01\"}", "collection.hand-in-not-readable")]
    public async Task A_body_that_is_no_hand_in_is_refused(string body, string code)
    {
        using var answer = await Reporter.PostAsync("/api/v1/collection/submissions", new StringContent(body, Encoding.UTF8, "application/json"));
        Assert.Equal((HttpStatusCode.BadRequest, code), (answer.StatusCode, (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString()));
    }

    private static List<Dictionary<string, string>> Month(int output) =>
        [Cell("主要经济指标", "工业总产值", "本月", $"{output}"), Cell("主要经济指标", "工业总产值", "上月累计", "200"), Cell("主要经济指标", "工业总产值", "本月累计", $"{output + 200}")];

    private static Dictionary<string, string> Cell(string sheet, string row, string column, string value) => new() { ["sheet"] = sheet, ["row"] = row, ["column"] = column, ["value"] = value };

    private static Task<JsonElement> SendAsync(HttpClient client, HttpMethod method, string path, object body, HttpStatusCode expected, string? key = null) =>
        ReportingSteps.SendAsync(client, method, path, body, expected, key);

    private static async Task RefusedAsync(HttpClient client, HttpMethod method, string path, object body, HttpStatusCode expected, string code, string? key = null) =>
        Assert.Equal(code, (await SendAsync(client, method, path, body, expected, key)).GetProperty("code").GetString());
}
