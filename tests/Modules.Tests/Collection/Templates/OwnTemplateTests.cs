using Gongxin.Collection.Checks;
using Gongxin.Collection.Periods;
using Gongxin.Collection.Submissions;
using Gongxin.Collection.Tasks;
using Gongxin.Collection.Templates;
using Gongxin.Collection.Templates.Own;
using Gongxin.Fixtures;
using Gongxin.Kernel.Data;
using Gongxin.Kernel.Errors;
using Gongxin.Kernel.Identity;
using Gongxin.Kernel.Tabular;
using Gongxin.Tests.Collection.Handing;
using Microsoft.EntityFrameworkCore;
using static Gongxin.Tests.Collection.Handing.CollectingNode;

namespace Gongxin.Tests.Collection.Templates;

// Goal: a form made on the node is asked for like one that comes with the program; an edition never changes, a running task keeps its own, and
// nobody saves over what they have not seen.
public sealed class OwnTemplateTests(DatabaseFixture databases) : IClassFixture<DatabaseFixture>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static TemplateSheet Sheet => new()
    {
        Name = "蜂业", NameEn = "Bees",
        Columns = [new TemplateColumn { Name = "本月", NameEn = "This month", Type = ColumnType.Decimal, Unit = "吨", Minimum = 0 }],
        Rows = [new TemplateRow { Name = "蜂蜜产量", NameEn = "Honey" }, new TemplateRow { Name = "蜂王浆产量", NameEn = "Royal jelly" }],
    };

    private static TemplateCheck Check => new() { Code = "B01", Expression = "蜂王浆产量 <= 蜂蜜产量", Grade = CheckGrade.MustFix, Message = "蜂王浆不应多于蜂蜜。" };

    [Theory, ClassData(typeof(Engines))]
    public async Task A_form_of_ones_own_is_asked_for_and_a_running_task_is_moved_for_coming_periods(Engine engine)
    {
        await using var node = await NewAsync(databases, engine);
        var id = await MadeAsync(node);
        Assert.Equal(1, await PublishAsync(node, id));
        var task = await node.StartedAsync(Monthly() with { Template = "bee-monthly", NeedsForwarding = false });
        var due = await node.OnlyDueAsync(0);
        var found = await node.HandInAsync(node.Reporter(0), due.Id, [Of("蜂蜜产量", "10"), Of("蜂王浆产量", "11")], dryRun: true);
        Assert.Equal("B01", Assert.Single(found.Findings).Code);
        Assert.Equal(ImportStatus.Success, (await node.HandInAsync(node.Reporter(0), due.Id, [Of("蜂蜜产量", "10"), Of("蜂王浆产量", "1")])).Status);

        // A second edition: the open period and its draft keep the first.
        await ChangeAsync(node, id, d => d with { Sheets = [Sheet with { Rows = [.. Sheet.Rows, new TemplateRow { Name = "蜂蜡产量", NameEn = "Wax" }] }] });
        Assert.Equal(2, await PublishAsync(node, id));
        var before = await node.AskAsync<TaskReads, TaskView>(Operator(), r => r.ReadAsync(task, Ct));
        Assert.Equal((1, 2, 2 * 12L), (before.Edition, before.NewerEdition, before.About.CellsPerYear));
        await node.DoAsync<TaskDesk>(Operator(), d => d.MoveAsync(task, 2, Ct));
        Assert.Equal(2, (await node.ReadAsync(node.Reporter(1), (await node.OnlyDueAsync(1)).Id)).Form.Sheets[0].Rows.Count);
        node.Clock.Now = new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);
        await node.OpenAsync();
        await using var db = node.NewDb();
        Assert.Equal([(1, "2026-01"), (2, "2026-02")], (await db.Set<CollectionPeriod>().OrderBy(p => p.Code).Select(p => new { p.Edition, p.Code }).ToListAsync(Ct)).Select(p => (p.Edition, p.Code)));
        Assert.Equal("collection.edition-not-newer", await RefusedAsync<TaskDesk>(node, d => d.MoveAsync(task, 1, Ct)));
        Assert.Equal(1, await db.Set<AuditEntry>().CountAsync(a => a.Action == "TaskMoved", Ct));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task An_edition_never_changes_and_withdrawn_takes_no_new_tasks(Engine engine)
    {
        await using var node = await NewAsync(databases, engine);
        var id = await MadeAsync(node);
        Assert.Equal("collection.template-not-found", await RefusedAsync<TaskDesk>(node, d => d.CreateAsync(Monthly() with { Template = "bee-monthly" }, null, Ct)));
        await PublishAsync(node, id);
        var first = await FormAsync(node, null);
        Assert.Equal("collection.template-unchanged", (await Assert.ThrowsAsync<Refusal>(() => PublishAsync(node, id))).Code);
        await ChangeAsync(node, id, d => d with { Title = "养蜂月报二" });
        Assert.Equal(first.Digest, (await FormAsync(node, null)).Digest);
        await PublishAsync(node, id);
        Assert.Equal(first.Digest, (await FormAsync(node, 1)).Digest);
        Assert.Equal("养蜂月报二", (await FormAsync(node, null)).Content.Title);
        var running = await node.StartedAsync(Monthly() with { Template = "bee-monthly", Edition = 1 });

        await node.DoAsync<TemplateDesk>(Operator(), d => d.WithdrawAsync("bee-monthly", 1, Ct));
        Assert.Equal("collection.edition-withdrawn", await RefusedAsync<TemplateDesk>(node, d => d.WithdrawAsync("bee-monthly", 1, Ct)));
        Assert.Equal("collection.edition-withdrawn", await RefusedAsync<TaskDesk>(node, d => d.CreateAsync(Monthly() with { Template = "bee-monthly", Edition = 1 }, null, Ct)));

        // What runs goes on with it.
        node.Clock.Now = new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);
        await node.OpenAsync();
        Assert.Equal([1, 1], (await node.AskAsync<TaskReads, TaskView>(Operator(), r => r.ReadAsync(running, Ct))).Periods.Select(p => p.Edition));
        Assert.Contains(await node.AskAsync<TemplateShelf, IReadOnlyList<TemplateForm>>(Actor.Anonymous, s => s.ListAsync(Ct)), f => f.Content is { Code: "bee-monthly", Edition: 2 });
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Nobody_saves_over_what_they_have_not_seen(Engine engine)
    {
        await using var node = await NewAsync(databases, engine);
        var id = await MadeAsync(node);
        var read = await DraftAsync(node, id);
        await ChangeAsync(node, id, d => d with { Checks = [] });
        var refused = await Assert.ThrowsAsync<Refusal>(() => node.DoAsync<TemplateDesk>(Operator(), d => d.SaveAsync(id, read.Version, read.Template with { Title = "另一个" }, Ct)));
        Assert.Equal(("collection.template-changed", 409), (refused.Code, refused.Status));
        Assert.Equal(["operator", "养蜂月报、B01"], refused.Args);
        Assert.Equal("collection.template-changed", await RefusedAsync<TemplateDesk>(node, d => d.PublishAsync(id, read.Version, Ct)));
        Assert.Equal("养蜂月报", (await DraftAsync(node, id)).Template.Title);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task What_stands_against_it_is_said_with_its_place(Engine engine)
    {
        await using var node = await NewAsync(databases, engine);
        var id = await MadeAsync(node);
        foreach (var (change, place) in new (Func<TemplateContent, TemplateContent>, string)[]
        {
            (d => d with { Sheets = [] }, ""),
            (d => d with { Title = "" }, ""),
            (d => d with { Sheets = [Sheet, Sheet] }, "蜂业"),
            (d => d with { Sheets = [Sheet with { Name = "a/b" }] }, "a/b"),
            (d => d with { Sheets = [Sheet with { Rows = [Sheet.Rows[0], Sheet.Rows[0]] }] }, "蜂业 · 蜂蜜产量"),
            (d => d with { Sheets = [Sheet with { Columns = [Sheet.Columns[0] with { Minimum = 2, Maximum = 1 }] }] }, "蜂业 · 本月"),
            (d => d with { Sheets = [Sheet with { Columns = [Sheet.Columns[0] with { CodeList = "none" }] }] }, "蜂业 · 本月"),
            (d => d with { Sheets = [Sheet with { Rows = [Sheet.Rows[0] with { Closed = ["没有"] }, Sheet.Rows[1]] }] }, "蜂业 · 蜂蜜产量"),
            (d => d with { Sheets = [Sheet with { Key = ["本月"] }] }, "蜂业"),
            (d => d with { Checks = [Check, Check] }, "B01"),
            (d => d with { Checks = [Check with { Expression = "蜂王浆产量 <= 蜂胶产量" }] }, "B01"),
            (d => d with { Marks = new SurveyMarks("表1", "统计局", "国统制〔2026〕1号", new DateOnly(2027, 1, 1)) }, ""),
        })
        {
            var draft = await DraftAsync(node, id);
            var saved = await node.AskAsync<TemplateDesk, DraftView>(Operator(), d => d.SaveAsync(id, draft.Version, change(Whole(draft.Template)), Ct));
            Assert.Equal(place, saved.Faults[0].Place);
            Assert.DoesNotContain("template.", saved.Faults[0].Message, StringComparison.Ordinal);
            Assert.Equal("collection.template-not-valid", await RefusedAsync<TemplateDesk>(node, d => d.PublishAsync(id, saved.Version, Ct)));
        }

        Assert.Equal(9, (await FaultOfAsync(node, id, Check with { Expression = "蜂王浆产量 <= 蜂胶产量" })).At);
        Assert.Equal("collection.template-too-large", await RefusedAsync<TemplateDesk>(node, async d => await d.SaveAsync(id, (await d.ReadAsync(id, Ct)).Version, Whole((await d.ReadAsync(id, Ct)).Template) with { Sheets = [.. Enumerable.Repeat(Sheet, 21)] }, Ct)));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task A_survey_brings_its_marks_and_no_period_opens_past_their_validity(Engine engine)
    {
        await using var node = await NewAsync(databases, engine);
        var id = await MadeAsync(node);
        var marks = new SurveyMarks("浙蜂01表", "浙江省统计局", "浙统制〔2026〕1号", new DateOnly(2026, 2, 28));
        await ChangeAsync(node, id, d => d with { IsSurvey = true, Marks = marks });
        await PublishAsync(node, id);
        var task = await node.StartedAsync(Monthly() with { Template = "bee-monthly" });
        node.Clock.Now = new DateTimeOffset(2026, 4, 2, 8, 0, 0, TimeSpan.Zero);
        await node.OpenAsync();
        var view = await node.AskAsync<TaskReads, TaskView>(Operator(), r => r.ReadAsync(task, Ct));
        Assert.Equal(("浙蜂01表", new DateOnly(2026, 2, 28)), (view.SurveyNumber, view.SurveyValidUntil));
        Assert.Equal(["2026-01"], view.Periods.Select(p => p.Code));

        // The survey is approved anew: the next edition carries it on.
        await ChangeAsync(node, id, d => d with { Marks = marks with { ValidUntil = new DateOnly(2027, 2, 28) } });
        await PublishAsync(node, id);
        await node.DoAsync<TaskDesk>(Operator(), d => d.MoveAsync(task, 2, Ct));
        node.Clock.Now = new DateTimeOffset(2026, 5, 2, 8, 0, 0, TimeSpan.Zero);
        await node.OpenAsync();
        Assert.Equal(["2026-04", "2026-01"], (await node.AskAsync<TaskReads, TaskView>(Operator(), r => r.ReadAsync(task, Ct))).Periods.Select(p => p.Code));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Codes_are_ones_own_and_drafts_are_of_whoever_runs_them(Engine engine)
    {
        await using var node = await NewAsync(databases, engine);
        var id = await MadeAsync(node);
        foreach (var (code, refused) in new[] { ("bee-monthly", "template-code-taken"), ("industry-monthly", "template-code-taken"), ("drafts", "template-code-not-valid"), ("Bee", "template-code-not-valid"), ("a b", "template-code-not-valid") })
        {
            Assert.Equal("collection." + refused, await RefusedAsync<TemplateDesk>(node, d => d.BeginAsync(new NewTemplate { Code = code }, null, Ct)));
        }

        var other = Operator() with { Grants = [new ActorGrant(Roles.Operator, node.Organisations[0], null, Operator().Permissions)] };
        Assert.Empty(await node.AskAsync<TemplateDesk, IReadOnlyList<DraftItem>>(other, d => d.ListAsync(Ct)));
        Assert.Equal("collection.template-not-found", (await Assert.ThrowsAsync<Refusal>(() => node.DoAsync<TemplateDesk>(other, d => d.ReadAsync(id, Ct)))).Code);
        await PublishAsync(node, id);
        Assert.Equal("collection.template-not-found", (await Assert.ThrowsAsync<Refusal>(() => node.DoAsync<TemplateDesk>(other, d => d.WithdrawAsync("bee-monthly", 1, Ct)))).Code);
        var own = await node.AskAsync<TemplateDesk, Guid>(other, d => d.BeginAsync(new NewTemplate { Code = "bee-own", From = "bee-monthly" }, null, Ct));
        Assert.Equal("蜂业", (await node.AskAsync<TemplateDesk, DraftView>(other, d => d.ReadAsync(own, Ct))).Template.Sheets[0].Name);
        Assert.Equal("collection.region-not-reached", (await Assert.ThrowsAsync<Refusal>(() => node.DoAsync<TemplateDesk>(node.Reporter(0), d => d.BeginAsync(new NewTemplate { Code = "x" }, null, Ct)))).Code);
    }

    private static FormValue Of(string row, string value) => new() { Sheet = "蜂业", Row = row, Column = "本月", Value = value };

    private static TemplateContent Whole(TemplateContent draft) => draft with { Title = "养蜂月报", TitleEn = "Bees, monthly", Sheets = [Sheet], Checks = [Check], Marks = null };

    private static async Task<Guid> MadeAsync(CollectingNode node)
    {
        var id = await node.AskAsync<TemplateDesk, Guid>(Operator(), d => d.BeginAsync(new NewTemplate { Code = "bee-monthly", Title = "养蜂月报" }, null, Ct));
        await ChangeAsync(node, id, Whole);
        return id;
    }

    private static Task<DraftView> DraftAsync(CollectingNode node, Guid id) => node.AskAsync<TemplateDesk, DraftView>(Operator(), d => d.ReadAsync(id, Ct));

    private static async Task ChangeAsync(CollectingNode node, Guid id, Func<TemplateContent, TemplateContent> change)
    {
        var draft = await DraftAsync(node, id);
        await node.DoAsync<TemplateDesk>(Operator(), d => d.SaveAsync(id, draft.Version, change(draft.Template), Ct));
    }

    private static async Task<int> PublishAsync(CollectingNode node, Guid id)
    {
        var version = (await DraftAsync(node, id)).Version;
        return await node.AskAsync<TemplateDesk, int>(Operator(), d => d.PublishAsync(id, version, Ct));
    }

    private static async Task<TemplateFaultView> FaultOfAsync(CollectingNode node, Guid id, TemplateCheck check)
    {
        await ChangeAsync(node, id, d => Whole(d) with { Checks = [check] });
        return (await DraftAsync(node, id)).Faults[0];
    }

    private static Task<TemplateForm> FormAsync(CollectingNode node, int? edition) => node.AskAsync<TemplateShelf, TemplateForm>(Actor.Anonymous, s => s.GetAsync("bee-monthly", edition, Ct));

    private static async Task<string> RefusedAsync<TDesk>(CollectingNode node, Func<TDesk, Task> act)
        where TDesk : notnull => (await Assert.ThrowsAsync<Refusal>(() => node.DoAsync(Operator(), act))).Code;
}
