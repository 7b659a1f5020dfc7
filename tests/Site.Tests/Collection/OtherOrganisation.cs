using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Gongxin.Kernel.Identity;
using Gongxin.Running;
using Gongxin.Site.Tests.Governance;

namespace Gongxin.Site.Tests.Collection;

// Two organisations. The other one has something of everything that collecting keeps: a task of its own, a draft, what waits for each of
// its reviewers, what was approved, a receipt, a comment on a cell, a workbook with its mapping, a notice and a way for notices.
internal sealed class OtherOrganisation
{
    public const string Marker = "7731337";
    private const string Mine = "mine-";
    private const string Others = "other-";
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);
    private const int LooksMax = 400;

    private readonly PeopledNode _peopled;

    private OtherOrganisation(PeopledNode peopled) => _peopled = peopled;

    public Guid Organisation { get; private set; }
    public Guid Task { get; private set; }
    public Guid Draft { get; private set; }
    public Guid HandedIn { get; private set; }
    public Guid Approved { get; private set; }
    public string Period { get; private set; } = "";
    public string Receipt { get; private set; } = "";
    public Guid Workbook { get; private set; }
    public Guid Mapping { get; private set; }
    public string MappingContent { get; private set; } = "";
    public Guid Notice { get; private set; }
    public Guid Way { get; private set; }

    // What the people of the first organisation may hand in themselves.
    public Guid OwnDraft { get; private set; }
    public Guid OwnTask { get; private set; }

    public IEnumerable<(string Role, HttpClient Client)> Strangers => Roles.All.Select(r => (r, _peopled.People[Mine + r]));

    private HttpClient Reporter => _peopled.People[Others + Roles.Reporter];

    // What no stranger may ever see.
    public IEnumerable<string> Secrets => [Marker, Receipt, .. new[] { Draft, HandedIn, Approved, Workbook, Mapping, Notice, Way }.Select(i => i.ToString())];

    public static async Task<OtherOrganisation> SettleAsync(PeopledNode peopled)
    {
        var other = new OtherOrganisation(peopled);
        var mine = await ReportingSteps.AdmitAsync(peopled.Node, ReportingSteps.Uscc, "测试养蜂协会");
        other.Organisation = await ReportingSteps.AdmitAsync(peopled.Node, ReportingSteps.OtherUscc, "测试蚕桑协会");
        await peopled.EmployAsync(
        [
            .. Roles.All.Select(r => (Mine + r, r, mine)),
            .. new[] { Roles.Reporter, Roles.OrganisationReviewer, Roles.Reviewer, Roles.Operator }.Select(r => (Others + r, r, other.Organisation)),
        ]);
        other.OwnTask = await other.StartAsync(peopled.People["operator"], "养蜂业月报", ReportingSteps.LastMonth, mine);
        other.Task = await other.StartAsync(peopled.People["operator"], "蚕桑业月报", ReportingSteps.LastMonth.AddMonths(-3), other.Organisation);
        await other.HandInAsync(await other.OpenedAsync(other.Reporter, other.Task, 4));
        other.OwnDraft = (await other.OpenedAsync(peopled.People[Mine + Roles.Reporter], other.OwnTask, 1))[0].Id;
        await other.TakeWorkbookAsync();
        var notices = await other.Reporter.GetFromJsonAsync<JsonElement>("/api/v1/notices");
        other.Notice = notices.GetProperty("items")[0].GetProperty("id").GetGuid();
        await SendAsync(other.Reporter, HttpMethod.Post, "/api/v1/notices/ways", new { kind = "webhook", address = "https://example.org/hook" }, HttpStatusCode.Created);
        other.Way = (await other.Reporter.GetFromJsonAsync<JsonElement>("/api/v1/notices/ways"))[0].GetProperty("id").GetGuid();
        return other;
    }

    // Everything that a stranger could have changed, as its owner sees it.
    public async Task<string> StateAsync()
    {
        var state = new StringBuilder();
        foreach (var id in new[] { Draft, HandedIn, Approved })
        {
            var view = await Reporter.GetFromJsonAsync<JsonElement>($"/api/v1/collection/submissions/{id}");
            state.Append(CultureInfo.InvariantCulture, $"{view.GetProperty("about").GetProperty("state")} {view.GetProperty("version")} {view.GetProperty("remarks").GetArrayLength()}\n");
        }

        foreach (var path in new[] { $"/api/v1/collection/tasks/{Task}", $"/api/v1/collection/workbooks/{Workbook}", "/api/v1/collection/mappings", "/api/v1/notices/ways" })
        {
            state.Append(await Reporter.GetStringAsync(path)).Append('\n');
        }

        var notices = await Reporter.GetFromJsonAsync<JsonElement>("/api/v1/notices");
        return state.Append(notices.GetProperty("items").EnumerateArray().Single(n => n.GetProperty("id").GetGuid() == Notice)).ToString();
    }

    public static object Values(string staff) => new[] { new { sheet = "期末指标", row = "从业人员", column = "期末数", value = staff } };

    private async Task<Guid> StartAsync(HttpClient runner, string title, DateOnly firstOn, Guid organisation)
    {
        var task = (await SendAsync(
            runner, HttpMethod.Post, "/api/v1/collection/tasks",
            new { template = "industry-monthly", title, frequency = "month", dueDays = 20, dueCount = "working", firstOn, needsForwarding = true }, HttpStatusCode.Created)).GetProperty("about").GetProperty("id").GetGuid();
        await SendAsync(runner, HttpMethod.Post, $"/api/v1/collection/tasks/{task}/members", new { organisations = new[] { organisation } }, HttpStatusCode.OK);
        await SendAsync(runner, HttpMethod.Post, $"/api/v1/collection/tasks/{task}/start", new { }, HttpStatusCode.OK);
        return task;
    }

    private async Task<List<(Guid Id, string Period)>> OpenedAsync(HttpClient reporter, Guid task, int count)
    {
        for (var look = 0; look < LooksMax; look++)
        {
            var due = (await reporter.GetFromJsonAsync<JsonElement>("/api/v1/collection/submissions/due")).GetProperty("items").EnumerateArray()
                .Where(i => i.GetProperty("task").GetGuid() == task).Select(i => (i.GetProperty("id").GetGuid(), i.GetProperty("period").GetString()!)).ToList();
            if (due.Count == count)
            {
                return due;
            }

            await System.Threading.Tasks.Task.Delay(Look);
        }

        throw new TimeoutException("The periods did not open.");
    }

    // The draft, one that waits for the organisation, one that was returned with a comment and handed in again, and one that is approved.
    private async Task HandInAsync(List<(Guid Id, string Period)> due)
    {
        var (organisationReviewer, reviewer) = (_peopled.People[Others + Roles.OrganisationReviewer], _peopled.People[Others + Roles.Reviewer]);
        (Draft, HandedIn, Approved, Period) = (due[0].Id, due[1].Id, due[2].Id, due[0].Period);
        var version = (await Reporter.GetFromJsonAsync<JsonElement>($"/api/v1/collection/submissions/{Draft}")).GetProperty("version").GetInt32();
        await SendAsync(Reporter, HttpMethod.Put, $"/api/v1/collection/submissions/{Draft}/draft", new { version, values = Values(Marker) }, HttpStatusCode.OK);
        foreach (var id in new[] { HandedIn, Approved })
        {
            Receipt = (await SendAsync(Reporter, HttpMethod.Post, "/api/v1/collection/submissions", new { submission = id, values = Values(Marker) }, HttpStatusCode.Created))
                .GetProperty("receipt").GetProperty("receipt").GetString()!;
        }

        await SendAsync(organisationReviewer, HttpMethod.Post, $"/api/v1/collection/reviews/{HandedIn}/return", new { comment = Marker, cells = new[] { new { sheet = "期末指标", row = "从业人员", column = "期末数", text = Marker } } }, HttpStatusCode.OK);
        await SendAsync(Reporter, HttpMethod.Post, "/api/v1/collection/submissions", new { submission = HandedIn, values = Values(Marker) }, HttpStatusCode.Created);
        await SendAsync(organisationReviewer, HttpMethod.Post, $"/api/v1/collection/reviews/{Approved}/forward", new { }, HttpStatusCode.OK);
        await SendAsync(reviewer, HttpMethod.Post, "/api/v1/collection/reviews/approvals", new { submissions = new[] { Approved } }, HttpStatusCode.OK);
    }

    private async Task TakeWorkbookAsync()
    {
        using var form = new MultipartFormDataContent
        {
            { new ByteArrayContent(Encoding.UTF8.GetBytes($"2026年3月,单位：万元\n指标,本月\n工业总产值,{Marker}\n")), "file", "月报.csv" },
            { new StringContent("industry-monthly"), "template" },
        };
        using var taken = await Reporter.PostAsync("/api/v1/collection/workbooks", form);
        Assert.True(taken.StatusCode is HttpStatusCode.Created, await taken.Content.ReadAsStringAsync());
        var view = await taken.Content.ReadFromJsonAsync<JsonElement>();
        (Workbook, MappingContent) = (view.GetProperty("id").GetGuid(), view.GetProperty("mapping").GetRawText());
        Mapping = (await SendAsync(Reporter, HttpMethod.Put, $"/api/v1/collection/workbooks/{Workbook}/mapping", new { name = "m", mapping = view.GetProperty("mapping") }, HttpStatusCode.OK)).GetProperty("mappingId").GetGuid();
    }

    private static Task<JsonElement> SendAsync(HttpClient client, HttpMethod method, string path, object body, HttpStatusCode expected) => ReportingSteps.SendAsync(client, method, path, body, expected);
}
