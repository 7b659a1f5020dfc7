using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Gongxin.Running;

namespace Gongxin.Browser.Tests;

// Pages that are there only when something has been handed in, approved and published: figures read from a workbook, figures that were
// entered, and none, because the release review gave the dataset out without the receipts. Made when the first of them is looked at.
internal sealed class PublishedPages
{
    public const string Organisation = "published: an organisation";
    public const string FromWorkbook = "published: figures from a workbook";
    public const string Entered = "published: figures that were entered";
    public const string WithoutFigures = "published: no figures";
    public const string Source = "published: a source with what it gave";
    public const string FailedSource = "published: a source that failed";
    public const string NewSource = "published: no source yet";
    public const string Draft = "published: a template's draft";
    public const string DraftSheet = "published: a sheet of a draft";
    public const string NewSheet = "published: a new sheet of a draft";
    public const string DraftPreview = "published: a draft to try";
    public const string Pair = "published: a judgement that waits";
    public const string PairInForce = "published: a judgement in force";
    public const string Merged = "published: a subject with another entry";
    public const string MergedCredit = "published: the credit of a subject with another entry";
    public const string Trial = "published: the test bench with a task";

    private static readonly (string Uscc, string Name)[] Members = [("51990100MJ0000026N", "测试竹编协会"), ("51990100MJ0000034H", "测试制陶协会"), ("51990100MJ0000042C", "测试印染协会")];

    private readonly RunningNode _node;
    private readonly Lazy<Task<IReadOnlyDictionary<string, string>>> _paths;

    public PublishedPages(RunningNode node) => (_node, _paths) = (node, new(MakeAsync));

    public async Task<string> PathOfAsync(string page) => page.StartsWith('/') ? page : (await _paths.Value)[page];

    private async Task<IReadOnlyDictionary<string, string>> MakeAsync()
    {
        using var runner = await _node.WithKeyAsync("collection.read-submissions", "collection.run-tasks");
        using var clerk = await _node.WithKeyAsync("collection.read-submissions", "collection.report", "collection.read-workbooks");
        using var reviewer = await _node.WithKeyAsync();
        var organisations = new List<Guid>();
        foreach (var (uscc, name) in Members)
        {
            organisations.Add(await ReportingSteps.AdmitAsync(_node, uscc, name));
        }

        var shown = await StartAsync(runner, clerk, "手工业月报", organisations);
        var read = await ApproveAsync(clerk, reviewer, new { submission = shown.Due[organisations[0]], workbook = await MapWorkbookAsync(clerk) });
        var entered = await ApproveAsync(clerk, reviewer, new { submission = shown.Due[organisations[1]], values = Values("陶瓷") });
        await PublishAsync(runner, shown.Task);

        var (given, failed) = await SourcesAsync(clerk, shown.Task, organisations[2]);
        var masked = await StartAsync(runner, clerk, "印染业月报", organisations[2..]);
        var hidden = await ApproveAsync(clerk, reviewer, new { submission = masked.Due[organisations[2]], values = Values("11010519491231002X") });
        var held = (await PublishAsync(runner, masked.Task)).GetProperty("held").GetGuid();
        var recipe = new { columns = new[] { new { column = "text", method = "drop" }, new { column = "receipt", method = "drop" } } };
        await ReportingSteps.SendAsync(
            reviewer, HttpMethod.Post, $"/api/v1/submissions/held/{held}/decision", new { decision = "mask", reason = "产品名称中有证件号码，来源列不公开。", recipe }, HttpStatusCode.OK);
        await PublishAsync(runner, masked.Task);

        var draft = (await ReportingSteps.SendAsync(
            runner, HttpMethod.Post, "/api/v1/collection/templates/drafts", new { code = "crafts-monthly", title = "手工业月报", from = "industry-monthly" }, HttpStatusCode.Created)).GetProperty("id").GetGuid();
        using var judge = await _node.WithKeyAsync("registry.judge-pairs");
        var (inForce, waiting) = (await PairAsync(reviewer, judge, Members[0].Uscc, Members[1].Uscc), await PairAsync(reviewer, null, Members[0].Uscc, Members[2].Uscc));
        static string PathOf(Guid organisation, string receipt) => $"/collection/organisations/{organisation}/figures/{receipt}";
        return new Dictionary<string, string>
        {
            [Organisation] = $"/collection/organisations/{organisations[0]}",
            [FromWorkbook] = PathOf(organisations[0], read),
            [Entered] = PathOf(organisations[1], entered),
            [WithoutFigures] = PathOf(organisations[2], hidden),
            [Source] = $"/collection/sources/{shown.Task}/{organisations[2]}?pull={given}",
            [FailedSource] = $"/collection/sources/{shown.Task}/{organisations[2]}?pull={failed}",
            [Draft] = $"/collection/templates/drafts/{draft}",
            [DraftSheet] = $"/collection/templates/drafts/{draft}/sheets/1",
            [NewSheet] = $"/collection/templates/drafts/{draft}/sheets/4",
            [DraftPreview] = $"/collection/templates/drafts/{draft}/preview",
            [Pair] = $"/registry/subjects/pairs/{waiting}",
            [PairInForce] = $"/registry/subjects/pairs/{inForce}",
            [Merged] = $"/registry/subjects/{Members[0].Uscc}?as={Members[1].Uscc}",
            [MergedCredit] = $"/credit/subjects/{Members[0].Uscc}?as={Members[1].Uscc}",
            [Trial] = $"/collection/checks/trial?task={shown.Task}&check=M10",
            [NewSource] = $"/collection/sources/{shown.Task}/{organisations[1]}",
        };
    }

    // Judged by a second account where one is given.
    private static async Task<Guid> PairAsync(HttpClient proposer, HttpClient? decider, string leading, string other)
    {
        const string Pairs = "/api/v1/registry/subjects/pairs";
        var evidence = new[] { new { kind = "authority", value = "测试局 测函〔2026〕1号", note = "同一主体" } };
        var pair = (await ReportingSteps.SendAsync(proposer, HttpMethod.Post, Pairs, new { leading, other, verdict = "same", evidence }, HttpStatusCode.Created)).GetProperty("id").GetGuid();
        if (decider is not null)
        {
            await ReportingSteps.SendAsync(decider, HttpMethod.Post, $"{Pairs}/{pair}/decision", new { accept = true, note = "已核对依据" }, HttpStatusCode.OK);
        }

        return pair;
    }

    // Asked of this node itself, which gives the values of a dataset; and of an address where there is nothing.
    private async Task<(Guid Given, Guid Failed)> SourcesAsync(HttpClient clerk, Guid task, Guid organisation)
    {
        const string Csv = "sheet,row,list_row,column,value\n主要经济指标,工业总产值,,本月,101\n主要经济指标,工业总产值,,上月累计,200\n主要经济指标,工业总产值,,本月累计,300\n";
        await _node.Folder.LoadAsync(_node.Folder.Write("own-figures.csv", Csv), "own-figures", title: "自有系统导出");
        var path = $"/api/v1/collection/sources/{task}/{organisation}";
        async Task<Guid> TryAsync(string address)
        {
            await ReportingSteps.SendAsync(clerk, HttpMethod.Put, path, new { kind = "http", address, outcome = "draft", at = "09:00" }, HttpStatusCode.OK);
            return (await ReportingSteps.SendAsync(clerk, HttpMethod.Post, path + "/try", new { }, HttpStatusCode.OK)).GetProperty("about").GetProperty("id").GetGuid();
        }

        var failed = await TryAsync($"{_node.Anyone.BaseAddress}no-such-page?period={{period}}");
        return (await TryAsync($"{_node.Anyone.BaseAddress}api/v1/datasets/own-figures/versions/latest/download.csv"), failed);
    }

    private static async Task<(Guid Task, Dictionary<Guid, Guid> Due)> StartAsync(HttpClient runner, HttpClient clerk, string title, IReadOnlyList<Guid> organisations)
    {
        var (task, _) = await ReportingSteps.StartAsync(runner, clerk, title, organisations, needsForwarding: false);
        var due = await clerk.GetFromJsonAsync<JsonElement>("/api/v1/collection/submissions/due");
        return (task, due.GetProperty("items").EnumerateArray().Where(i => i.GetProperty("task").GetGuid() == task)
            .ToDictionary(i => i.GetProperty("organisation").GetGuid(), i => i.GetProperty("id").GetGuid()));
    }

    // The receipt.
    private static async Task<string> ApproveAsync(HttpClient clerk, HttpClient reviewer, object handIn)
    {
        var summary = await ReportingSteps.SendAsync(clerk, HttpMethod.Post, "/api/v1/collection/submissions", handIn, HttpStatusCode.Created);
        var approval = await ReportingSteps.SendAsync(reviewer, HttpMethod.Post, "/api/v1/collection/reviews/approvals", new { submissions = new[] { summary.GetProperty("submission").GetGuid() } }, HttpStatusCode.OK);
        Assert.DoesNotContain("\"refused\":\"", approval.GetRawText());
        return summary.GetProperty("receipt").GetProperty("receipt").GetString()!;
    }

    private static Task<JsonElement> PublishAsync(HttpClient runner, Guid task) =>
        ReportingSteps.SendAsync(runner, HttpMethod.Post, $"/api/v1/collection/tasks/{task}/publish", new { period = ReportingSteps.Period }, HttpStatusCode.OK);

    private static async Task<Guid> MapWorkbookAsync(HttpClient clerk)
    {
        const string Csv = "单位：万元\n指标,本月,上月累计,本月累计\n工业总产值,12086.5,100200,112286.5\n工业销售产值,11800,98800,110600\n利润总额,-310.25,-1200,-1510.25\n";
        using var form = new MultipartFormDataContent { { new ByteArrayContent(Encoding.UTF8.GetBytes(Csv)), "file", "2026年手工业主要经济指标月报（报送稿）.csv" }, { new StringContent("industry-monthly"), "template" } };
        using var taken = await clerk.PostAsync("/api/v1/collection/workbooks", form);
        Assert.True(taken.StatusCode is HttpStatusCode.Created, await taken.Content.ReadAsStringAsync());
        var view = await taken.Content.ReadFromJsonAsync<JsonElement>();
        var id = view.GetProperty("id").GetGuid();
        await ReportingSteps.SendAsync(clerk, HttpMethod.Put, $"/api/v1/collection/workbooks/{id}/mapping", new { name = "手工业", mapping = view.GetProperty("mapping") }, HttpStatusCode.OK);
        return id;
    }

    // Of every kind: a figure, one of which the sender says where it is from, rows of a list with and without numbers.
    private static object[] Values(string product) =>
    [
        new { sheet = "期末指标", row = "从业人员", column = "期末数", value = "1250" },
        new { sheet = "期末指标", row = "资产总计", column = "期末数", value = "2038600.75", source = "资产负债表.xlsx#资产!C18" },
        new { sheet = "主要产品", listRow = 0, column = "产品名称", value = product },
        new { sheet = "主要产品", listRow = 0, column = "产品单位", value = "件" },
        new { sheet = "主要产品", listRow = 0, column = "产量", value = "1860000" },
        new { sheet = "主要产品", listRow = 0, column = "生产能力", value = "2000000" },
    ];
}
