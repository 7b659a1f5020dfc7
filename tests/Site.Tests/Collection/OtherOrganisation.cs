using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Gongxin.Kernel.Identity;
using Gongxin.Kernel.Time;
using Gongxin.Running;
using Gongxin.Site.Tests.Governance;

namespace Gongxin.Site.Tests.Collection;

// Two organisations. The other one has something of everything that collecting keeps: a task of its own, a draft, what waits for each of
// its reviewers, what was approved, what is held before it is public, a receipt, a comment on a cell, a workbook with its mapping, a notice, a
// way for notices and what went out on it, an operation, a session.
internal sealed class OtherOrganisation
{
    public const string Marker = "7731337";

    // The example number of the standard: what is handed in with it is held.
    private const string Number = "11010519491231002X";
    private const string Mine = "mine-";
    private const string Others = "other-";
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);
    private const int LooksMax = 400;

    // No such host: a name that ends so is never given out.
    private const string Hook = "https://hook-" + Marker + ".invalid/gongxin";

    private readonly PeopledNode _peopled;
    private (Guid Id, string Period) _toHold;

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
    public Guid Delivery { get; private set; }
    public Guid Held { get; private set; }
    public Guid Operation { get; private set; }
    public Guid Session { get; private set; }
    public Guid Account { get; private set; }
    public Guid Pull { get; private set; }
    public Guid Delegation { get; private set; }
    public Guid Template { get; private set; }

    // What the people of the first organisation may hand in themselves.
    public Guid OwnDraft { get; private set; }
    public Guid OwnTask { get; private set; }

    // Waits for the first organisation's own department reviewer, who has a form for it.
    public Guid OwnForwarded { get; private set; }

    public IEnumerable<(string Role, HttpClient Client)> Strangers => Roles.All.Select(r => (r, _peopled.People[Mine + r]));

    private HttpClient Reporter => _peopled.People[Others + Roles.Reporter];

    // What stands in what the other one handed in.
    public static IEnumerable<string> Contents => [Marker, Number];

    // What no stranger may ever see.
    public IEnumerable<string> Secrets => [.. Contents, Receipt, .. Ids.Select(i => i.ToString())];

    public IEnumerable<Guid> Ids => [Draft, HandedIn, Approved, Workbook, Mapping, Notice, Way, Delivery, Held, Operation, Session, Account, Pull, Delegation, Template];

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
        other.OwnTask = await other.StartAsync(peopled.People["operator"], "养蜂业月报", ReportingSteps.LastMonth.AddMonths(-1), mine);
        other.Task = await other.StartAsync(peopled.People["operator"], "蚕桑业月报", ReportingSteps.LastMonth.AddMonths(-3), other.Organisation);
        await other.HandInAsync(await other.OpenedAsync(other.Reporter, other.Task, 4));
        await other.HandInOwnAsync(await other.OpenedAsync(peopled.People[Mine + Roles.Reporter], other.OwnTask, 2));
        await other.TakeWorkbookAsync();
        await other.HoldAsync();
        await other.ExportAsync();
        other.Template = (await SendAsync(
            peopled.People[Others + Roles.Operator], HttpMethod.Post, "/api/v1/collection/templates/drafts", new { code = "other-form", title = Marker, from = "industry-monthly" }, HttpStatusCode.Created)).GetProperty("id").GetGuid();
        var today = TimeProvider.System.LegalToday();
        other.Delegation = (await SendAsync(
            peopled.People[Others + Roles.Reviewer], HttpMethod.Post, "/api/v1/collection/delegations", new { to = Others + Roles.Reporter, firstOn = today, lastOn = today.AddDays(9), reason = Marker },
            HttpStatusCode.Created)).GetProperty("id").GetGuid();
        await SendAsync(
            other.Reporter, HttpMethod.Put, $"/api/v1/collection/sources/{other.Task}/{other.Organisation}",
            new { kind = "http", address = Hook, headerName = "X-Key", secret = Marker, outcome = "draft", at = "09:00", isActive = false }, HttpStatusCode.OK);
        other.Pull = (await SendAsync(other.Reporter, HttpMethod.Post, $"/api/v1/collection/sources/{other.Task}/{other.Organisation}/try", new { }, HttpStatusCode.OK)).GetProperty("about").GetProperty("id").GetGuid();
        var notices = await other.Reporter.GetFromJsonAsync<JsonElement>("/api/v1/notices");
        other.Notice = notices.GetProperty("items")[0].GetProperty("id").GetGuid();
        await SendAsync(other.Reporter, HttpMethod.Post, "/api/v1/notices/ways", new { kind = "webhook", address = Hook }, HttpStatusCode.Created);
        other.Way = (await other.Reporter.GetFromJsonAsync<JsonElement>("/api/v1/notices/ways"))[0].GetProperty("id").GetGuid();
        other.Delivery = await other.DeliveredAsync();
        other.Account = (await other.Reporter.GetFromJsonAsync<JsonElement>("/api/v1/governance/people/me")).GetProperty("id").GetGuid();
        other.Session = (await other.Reporter.GetFromJsonAsync<JsonElement>("/api/v1/governance/sessions"))[0].GetProperty("id").GetGuid();
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

        foreach (var path in new[]
        {
            $"/api/v1/collection/tasks/{Task}", $"/api/v1/collection/workbooks/{Workbook}", "/api/v1/collection/mappings", "/api/v1/collection/delegations", "/api/v1/notices/ways", $"/api/v1/operations/{Operation}",
            "/api/v1/governance/people/me", $"/api/v1/collection/sources/{Task}/{Organisation}",
        })
        {
            state.Append(await Reporter.GetStringAsync(path)).Append('\n');
        }

        state.Append(await _peopled.People[Others + Roles.Operator].GetStringAsync($"/api/v1/collection/templates/drafts/{Template}")).Append('\n');
        state.Append(await _peopled.People["reviewer"].GetStringAsync($"/api/v1/submissions/held/{Held}")).Append('\n');
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
        (Draft, HandedIn, Approved, Period, _toHold) = (due[0].Id, due[1].Id, due[2].Id, due[0].Period, due[3]);
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

    private async Task HandInOwnAsync(List<(Guid Id, string Period)> due)
    {
        (OwnDraft, OwnForwarded) = (due[0].Id, due[1].Id);
        await SendAsync(_peopled.People[Mine + Roles.Reporter], HttpMethod.Post, "/api/v1/collection/submissions", new { submission = OwnForwarded, values = Values("12") }, HttpStatusCode.Created);
        await SendAsync(_peopled.People[Mine + Roles.OrganisationReviewer], HttpMethod.Post, $"/api/v1/collection/reviews/{OwnForwarded}/forward", new { }, HttpStatusCode.OK);
    }

    // Published with the number of a person in it: a person has to look at it first.
    private async Task HoldAsync()
    {
        var values = new[] { new { sheet = "主要产品", listRow = 0, column = "产品名称", value = Number }, new { sheet = "主要产品", listRow = 0, column = "产品单位", value = "件" } };
        await SendAsync(Reporter, HttpMethod.Post, "/api/v1/collection/submissions", new { submission = _toHold.Id, values }, HttpStatusCode.Created);
        await SendAsync(_peopled.People[Others + Roles.OrganisationReviewer], HttpMethod.Post, $"/api/v1/collection/reviews/{_toHold.Id}/forward", new { }, HttpStatusCode.OK);
        await SendAsync(_peopled.People[Others + Roles.Reviewer], HttpMethod.Post, "/api/v1/collection/reviews/approvals", new { submissions = new[] { _toHold.Id } }, HttpStatusCode.OK);
        Held = (await SendAsync(_peopled.People["operator"], HttpMethod.Post, $"/api/v1/collection/tasks/{Task}/publish", new { period = _toHold.Period }, HttpStatusCode.OK)).GetProperty("held").GetGuid();
    }

    private async Task ExportAsync()
    {
        var folder = _peopled.Node.Folder;
        await folder.LoadAsync(folder.Write("harvest.csv", "year,weight\n2025,3\n2026,4\n"), "harvest");
        Operation = (await SendAsync(Reporter, HttpMethod.Post, "/api/v1/datasets/harvest/exports", new { format = "csv", query = "" }, HttpStatusCode.Accepted)).GetProperty("operation").GetGuid();
        for (var look = 0; look < LooksMax; look++)
        {
            if ((await Reporter.GetFromJsonAsync<JsonElement>($"/api/v1/operations/{Operation}")).GetProperty("endedAt").ValueKind is JsonValueKind.String)
            {
                return;
            }

            await System.Threading.Tasks.Task.Delay(Look);
        }

        throw new TimeoutException("The export did not end.");
    }

    // That a way was added goes out on it at once.
    private async Task<Guid> DeliveredAsync()
    {
        for (var look = 0; look < LooksMax; look++)
        {
            var sent = (await _peopled.People["operator"].GetFromJsonAsync<JsonElement>("/api/v1/notices/deliveries")).GetProperty("items").EnumerateArray()
                .Where(d => d.GetProperty("address").GetString() == Hook).Select(d => (Guid?)d.GetProperty("id").GetGuid()).FirstOrDefault();
            if (sent is { } id)
            {
                return id;
            }

            await System.Threading.Tasks.Task.Delay(Look);
        }

        throw new TimeoutException("Nothing went out.");
    }

    private async Task TakeWorkbookAsync()
    {
        var view = await TakeWorkbookAsync(Reporter, Marker);
        (Workbook, MappingContent) = (view.GetProperty("id").GetGuid(), view.GetProperty("mapping").GetRawText());
        Mapping = (await SendAsync(Reporter, HttpMethod.Put, $"/api/v1/collection/workbooks/{Workbook}/mapping", new { name = "m", mapping = view.GetProperty("mapping") }, HttpStatusCode.OK)).GetProperty("mappingId").GetGuid();

        // With one of their own, people have the form that takes workbooks into a draft.
        await TakeWorkbookAsync(_peopled.People[Mine + Roles.Reporter], "12");
    }

    private static async Task<JsonElement> TakeWorkbookAsync(HttpClient reporter, string figure)
    {
        using var form = new MultipartFormDataContent
        {
            { new ByteArrayContent(Encoding.UTF8.GetBytes($"2026年3月,单位：万元\n指标,本月\n工业总产值,{figure}\n")), "file", "月报.csv" },
            { new StringContent("industry-monthly"), "template" },
        };
        using var taken = await reporter.PostAsync("/api/v1/collection/workbooks", form);
        Assert.True(taken.StatusCode is HttpStatusCode.Created, await taken.Content.ReadAsStringAsync());
        return await taken.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static Task<JsonElement> SendAsync(HttpClient client, HttpMethod method, string path, object body, HttpStatusCode expected) => ReportingSteps.SendAsync(client, method, path, body, expected);
}
