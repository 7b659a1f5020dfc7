using Gongxin.Collection;
using Gongxin.Collection.Checks;
using Gongxin.Collection.Submissions;
using Gongxin.Collection.Templates;
using Gongxin.Collection.Workbooks;
using Gongxin.Fixtures;
using Gongxin.Kernel.Blobs;
using Gongxin.Kernel.Data;
using Gongxin.Kernel.Errors;
using Gongxin.Kernel.Ledger;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Gongxin.Tests.Collection.Handing.CollectingNode;

namespace Gongxin.Tests.Collection.Handing;

// Goal: what is handed in is checked at the door, counted once, and proved; what must be fixed or explained is not taken; nobody's
// draft is lost to another's.
public sealed class HandInTests(DatabaseFixture databases) : IClassFixture<DatabaseFixture>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nobody_outside_says_which_file_the_platform_has_read()
    {
        var http = new DefaultHttpContext();
        http.Request.Body = new MemoryStream("""{"values":[{"sheet":"a","column":"b","value":"1","source":"x.xlsx#a!B1","sourceSha256":"00"}]}"""u8.ToArray());
        var value = Assert.Single((await HandInBody.ReadAsync(http.Request, ReadyTemplates.Json, Ct)).Request.Values!);
        Assert.Equal(("x.xlsx#a!B1", null), (value.Source, value.SourceSha256));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task The_same_hand_in_twice_is_one_with_one_receipt(Engine engine)
    {
        await using var node = await NewAsync(databases, engine);
        await node.StartedAsync();
        var item = await node.OnlyDueAsync(0);
        var dry = await node.HandInAsync(node.Reporter(0), item.Id, Month(100), dryRun: true);
        Assert.Equal((ImportStatus.Success, true, 3), (dry.Status, dry.Receipt is null, dry.Counts.Taken));
        Assert.Equal(SubmissionState.Due, (await node.OnlyDueAsync(0)).State);

        var first = await node.HandInAsync(node.Reporter(0), item.Id, Month(100));
        var again = await node.HandInAsync(node.Reporter(0), item.Id, [.. Month(100).Reverse()]);
        Assert.Equal((false, true), (first.Repeated, again.Repeated));
        Assert.Equal(first.Receipt, again.Receipt);
        Assert.Equal("collection.submission-in-state", (await Assert.ThrowsAsync<Refusal>(() => node.HandInAsync(node.Reporter(0), item.Id, Month(101)))).Code);

        await using var db = node.NewDb();
        var kept = await db.Set<SubmissionHandIn>().SingleAsync(Ct);
        Assert.Equal((first.Receipt!.Sha256, false, 1), (kept.Sha256, kept.IsLate, kept.Number));
        Assert.Equal(1, await db.Set<AuditEntry>().CountAsync(a => a.Action == "SubmissionHandedIn", Ct));
        var queued = await db.Set<QueuedEntry>().SingleAsync(e => e.Kind == "submission.handed-in", Ct);
        Assert.Equal((kept.LedgerId, $"submission:{item.Id}/1"), (queued.Id.Value, queued.Subject));
        var payload = System.Text.Encoding.UTF8.GetString(queued.Payload);
        Assert.Contains(kept.Sha256, payload, StringComparison.Ordinal);
        Assert.DoesNotContain("工业总产值", payload, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task What_must_be_fixed_or_explained_is_not_taken(Engine engine)
    {
        await using var node = await NewAsync(databases, engine);
        await node.StartedAsync();
        var item = await node.OnlyDueAsync(0);
        var wrong = await node.HandInAsync(node.Reporter(0), item.Id, [.. Month(100)[..2], Figure("工业总产值", "本月累计", "301")]);
        var finding = Assert.Single(wrong.Findings);
        Assert.Equal((ImportStatus.Error, "M01", CheckGrade.MustFix, "工业总产值"), (wrong.Status, finding.Code, finding.Grade, finding.Row));

        IReadOnlyList<FormValue> odd = [.. Month(100), AtEnd("产能利用率", "130")];
        var toExplain = await node.HandInAsync(node.Reporter(0), item.Id, odd);
        finding = Assert.Single(toExplain.Findings);
        Assert.Equal((ImportStatus.Error, "M10", CheckGrade.Explain, "期末数"), (toExplain.Status, finding.Code, finding.Grade, finding.Column));
        Assert.Equal(ImportStatus.Error, (await node.HandInAsync(node.Reporter(0), item.Id, odd, false, new Explanation { Finding = finding.Key, Text = "  " })).Status);
        var explained = await node.HandInAsync(node.Reporter(0), item.Id, odd, false, new Explanation { Finding = finding.Key, Text = "加班生产" });
        Assert.Equal((ImportStatus.Success, 1, 1), (explained.Status, explained.Counts.ToExplain, explained.Counts.Explained));
        Assert.Equal("加班生产", Assert.Single((await node.ReadAsync(Reviewer(), item.Id)).Findings).Explanation);
    }

    [Theory]
    [InlineData("主要经济指标", "没有的行", null, "本月", "1", "submission.unknown-cell")]
    [InlineData("没有的表", null, 0, "本月", "1", "submission.unknown-cell")]
    [InlineData("主要产品", null, -1, "产量", "1", "submission.unknown-cell")]
    [InlineData("主要经济指标", "营业收入", null, "本月", "一百", "submission.not-a-number")]
    [InlineData("主要经济指标", "营业收入", null, "本月", "=SUM(A1:A3)", "submission.formula")]
    [InlineData("主要经济指标", "营业收入", null, "本月", " ＝1+1", "submission.formula")]
    [InlineData("主要产品", null, 3, "产量", "-1", "submission.below-minimum")]
    [InlineData("主要产品", null, 3, "产量", "1", "submission.required-missing")]
    [InlineData("主要产品", null, 3, "产品单位", "一二三四五六七八九十一二三四五六七八九十一", "submission.cell-too-long")]
    public async Task A_value_that_does_not_fit_is_a_finding_at_its_place(string sheet, string? row, int? listRow, string column, string value, string code)
    {
        await using var node = await NewAsync(databases, Engine.Sqlite);
        await node.StartedAsync();
        var summary = await node.HandInAsync(node.Reporter(0), (await node.OnlyDueAsync(0)).Id, [.. Month(100), new FormValue { Sheet = sheet, Row = row, ListRow = listRow, Column = column, Value = value }]);
        Assert.Equal(ImportStatus.Error, summary.Status);
        Assert.Contains(summary.Findings, f => f.Code == code && f.Sheet == sheet);
        Assert.Equal(summary.Counts.Given, summary.Counts.Taken + summary.Counts.LeftOut);
    }

    [Fact]
    public async Task What_is_too_large_is_refused_whole()
    {
        await using var node = await NewAsync(databases, Engine.Sqlite);
        await node.StartedAsync();
        var id = (await node.OnlyDueAsync(0)).Id;
        Assert.Contains((await node.HandInAsync(node.Reporter(0), id, [.. Month(1), Figure("营业收入", "本月", new string('9', 20 << 20))])).Findings, f => f.Code == "submission.cell-too-long");
        var many = Enumerable.Repeat(Figure("营业收入", "本月", "1"), ReadValues.CellsMax + 1).ToList();
        Assert.Equal("collection.too-many-cells", (await Assert.ThrowsAsync<Refusal>(() => node.HandInAsync(node.Reporter(0), id, many))).Code);
        Assert.Equal("collection.draft-too-large", (await Assert.ThrowsAsync<Refusal>(() => node.SaveDraftAsync(node.Reporter(0), id, 0, [Figure("营业收入", "本月", new string('9', 20 << 20))]))).Code);
        Assert.Contains((await node.HandInAsync(node.Reporter(0), id, [.. Month(1), .. Month(1)])).Findings, f => f.Code == "submission.cell-twice");
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task The_second_of_two_on_one_form_sees_whose_values_changed(Engine engine)
    {
        await using var node = await NewAsync(databases, engine);
        await node.StartedAsync();
        var id = (await node.OnlyDueAsync(0)).Id;
        Assert.Null(await node.SaveDraftAsync(node.Reporter(0, "first"), id, 0, Month(100)));
        var known = (await node.ReadAsync(node.Reporter(0), id)).Version;
        Assert.Null(await node.SaveDraftAsync(node.Reporter(0, "first"), id, known, [Figure("工业总产值", "本月", "150"), .. Month(100)[1..]]));

        var changed = Assert.Single((await node.SaveDraftAsync(node.Reporter(0, "second"), id, known, Month(100)))!);
        Assert.Equal(("first", "150", "本月"), (changed.By, changed.Value.Value, changed.Value.Column));
        var now = await node.ReadAsync(node.Reporter(0), id);
        Assert.Equal(("150", "first"), (now.Values[0].Value, now.DraftByName));

        // A value that was taken away counts as changed too.
        Assert.Null(await node.SaveDraftAsync(node.Reporter(0, "second"), id, now.Version, Month(100)[1..]));
        changed = Assert.Single((await node.SaveDraftAsync(node.Reporter(0, "first"), id, now.Version, Month(100)))!);
        Assert.Equal(("second", null), (changed.By, changed.Value.Value));
        Assert.Equal(2, (await node.ReadAsync(node.Reporter(0), id)).Values.Count);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task A_period_is_compared_with_the_one_before(Engine engine)
    {
        await using var node = await NewAsync(databases, engine, new DateTimeOffset(2026, 3, 2, 1, 0, 0, TimeSpan.Zero));
        var task = await node.StartedAsync();
        async Task<ImportSummary> HandIn(string period, int before, int output) => await node.AskAsync<SubmissionDesk, ImportSummary>(node.Reporter(0), async d =>
            await d.HandInAsync(await d.FindAsync(task, period, node.Organisations[0], Ct), new NewHandIn([Figure("工业总产值", "本月", $"{output}"), Figure("工业总产值", "上月累计", $"{before}"), Figure("工业总产值", "本月累计", $"{before + output}")], [], HandInSource.Api), Ct));
        Assert.Equal(ImportStatus.Success, (await HandIn("2026-01", 0, 100)).Status);
        Assert.Contains((await HandIn("2026-02", 90, 100)).Findings, f => f.Code == "M02");
        Assert.Equal(ImportStatus.Success, (await HandIn("2026-02", 100, 100)).Status);
        Assert.Equal("collection.period-not-open", (await Assert.ThrowsAsync<Refusal>(() => HandIn("2026-03", 200, 1))).Code);

        // January's was due on 14 February.
        Assert.True((await node.AskAsync<SubmissionReads, Kernel.Http.PageOf<SubmissionItem>>(node.Reporter(0), r => r.ListAsync(SubmissionState.HandedIn, null, Ct))).Items is [{ IsLate: true, Period: "2026-01" }, { IsLate: false, Period: "2026-02" }]);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task A_figure_read_from_a_workbook_keeps_its_cell(Engine engine)
    {
        await using var node = await NewAsync(databases, engine);
        await node.StartedAsync();
        var (clerk, id) = (node.Reporter(0), (await node.OnlyDueAsync(0)).Id);
        var file = System.Text.Encoding.UTF8.GetBytes("2026年1月,单位：万元\n指标,本期\n工业总产值,120\n营业收入,90\n");
        var blob = await node.AskAsync<IBlobs, BlobRef>(clerk, b => b.PutAsync(new MemoryStream(file), null, Ct));
        var workbook = await node.AskAsync<WorkbookForms, Guid>(clerk, f => f.TakeAsync("industry-monthly", blob, "月报.csv", "2026-01", Ct));
        Task<IReadOnlyList<FormValue>> ValuesAsync() => node.AskAsync<IServiceProvider, IReadOnlyList<FormValue>>(clerk, async s =>
            await s.GetRequiredService<WorkbookValues>().ReadAsync(workbook, await s.GetRequiredService<SubmissionDesk>().FindAsync(id, CollectionPermissions.Report, Ct), Ct));
        Assert.Equal("collection.workbook-not-ready", (await Assert.ThrowsAsync<Refusal>(ValuesAsync)).Code);

        await node.DoAsync<WorkbookForms>(clerk, async f => await f.ConfirmAsync(workbook, null, (await f.ReadAsync(workbook, Ct)).Mapping!, Ct));
        var values = await ValuesAsync();
        await node.SaveDraftAsync(clerk, id, 0, values);
        var taken = await node.HandInAsync(clerk, id, null);
        Assert.Equal((ImportStatus.Success, 2), (taken.Status, taken.Counts.Taken));
        var kept = (await node.ReadAsync(Reviewer(), id)).Values;
        Assert.Equal([("120", true), ("90", true)], kept.Select(v => (v.Value!, v.Source!.StartsWith("月报.csv#", StringComparison.Ordinal))));
        Assert.EndsWith("B3", kept[0].Source, StringComparison.Ordinal);
    }
}
