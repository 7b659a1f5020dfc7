using Gongxin.Collection;
using Gongxin.Collection.Review;
using Gongxin.Collection.Submissions;
using Gongxin.Collection.Tasks;
using Gongxin.Fixtures;
using Gongxin.Governance.Notices;
using Gongxin.Kernel.Data;
using Gongxin.Kernel.Errors;
using Gongxin.Kernel.Http;
using Gongxin.Kernel.Identity;
using Microsoft.EntityFrameworkCore;
using static Gongxin.Tests.Collection.Handing.CollectingNode;

namespace Gongxin.Tests.Collection.Handing;

// Goal: two steps of review, never by who handed in; what is returned is corrected and handed in again, what was approved is revised with
// both kept; nobody sees what their role does not reach.
public sealed class ReviewTests(DatabaseFixture databases) : IClassFixture<DatabaseFixture>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Engines))]
    public async Task Returned_corrected_forwarded_approved(Engine engine)
    {
        await using var node = await NewAsync(databases, engine);
        await node.StartedAsync();
        var id = (await node.OnlyDueAsync(0)).Id;
        await node.HandInAsync(node.Reporter(0), id, Month(100));
        Assert.Equal("collection.submission-in-state", await ApproveAsync(node, id));
        Assert.Equal([id], await QueueAsync(node, node.Forwarder(0)));
        Assert.Empty(await QueueAsync(node, Reviewer()));

        var cell = new CellComment { Sheet = "主要经济指标", Row = "工业总产值", Column = "本月", Text = "与上月相同，请核对" };
        Assert.Equal("collection.comment-missing", (await RefusedAsync(node, node.Forwarder(0), d => d.ReturnAsync(id, " ", [], Ct))).Code);
        await node.DoAsync<ReviewDesk>(node.Forwarder(0), d => d.ReturnAsync(id, "请核对产值", [cell], Ct));
        var returned = await node.ReadAsync(node.Reporter(0), id);
        Assert.Equal((SubmissionState.Returned, "请核对产值", cell), (returned.About.State, returned.Remarks[0].Comment, returned.Remarks[0].Cells[0]));
        Assert.True(returned.MayFillIn && returned.Values.Count == 3);

        await node.HandInAsync(node.Reporter(0), id, Month(101));
        await node.DoAsync<ReviewDesk>(node.Forwarder(0), d => d.ForwardAsync(id, null, Ct));
        Assert.Equal([id], await QueueAsync(node, Reviewer("330000")));
        Assert.Null(await ApproveAsync(node, id));
        var approved = await node.ReadAsync(Reviewer(), id);
        Assert.Equal((SubmissionState.Approved, 2, false), (approved.About.State, approved.Receipts.Count, approved.MayReview));
        Assert.Equal([ReviewAct.Return, ReviewAct.Forward, ReviewAct.Approve], approved.Remarks.Select(r => r.Act));
        await using var db = node.NewDb();
        Assert.Equal(["Notice.SubmissionApproved", "Notice.SubmissionReturned"], (await db.Set<Notice>().Select(n => n.Code).ToListAsync(Ct)).Order(StringComparer.Ordinal));
        Assert.Equal(3, await db.Set<AuditEntry>().CountAsync(a => a.Action == "SubmissionReturn" || a.Action == "SubmissionForward" || a.Action == "SubmissionApprove", Ct));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Nobody_reviews_what_they_handed_in(Engine engine)
    {
        await using var node = await NewAsync(databases, engine);
        await node.StartedAsync(Monthly() with { NeedsForwarding = false });
        var id = (await node.OnlyDueAsync(0)).Id;
        var both = node.Reporter(0, "both");
        both = both with { Grants = [.. both.Grants, .. Reviewer(null, "both").Grants], Permissions = both.Permissions.Append(CollectionPermissions.ReviewName).ToHashSet() };
        await node.HandInAsync(both, id, Month(100));
        Assert.False((await node.ReadAsync(both, id)).MayReview);
        Assert.Equal("collection.own-hand-in", await ApproveAsync(node, id, both));
        Assert.Equal("collection.own-hand-in", (await RefusedAsync(node, both, d => d.ReturnAsync(id, "退回", [], Ct))).Code);
        Assert.Null(await ApproveAsync(node, id));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task What_was_approved_is_revised_and_both_are_kept(Engine engine)
    {
        await using var node = await NewAsync(databases, engine);
        await node.StartedAsync(Monthly() with { NeedsForwarding = false });
        var first = (await node.OnlyDueAsync(0)).Id;
        Assert.Equal("collection.submission-in-state", (await RefusedAsync(node, node.Reporter(0), d => d.ReviseAsync(first, Ct))).Code);
        await node.HandInAsync(node.Reporter(0), first, Month(100));
        await ApproveAsync(node, first);
        var second = await node.AskAsync<ReviewDesk, Guid>(node.Reporter(0), d => d.ReviseAsync(first, Ct));
        Assert.Equal(Month(100).Select(v => v.Value), (await node.ReadAsync(node.Reporter(0), second)).Values.Select(v => v.Value));
        await node.HandInAsync(node.Reporter(0), second, Month(120));
        Assert.Equal(SubmissionState.Approved, (await node.ReadAsync(Reviewer(), first)).About.State);
        Assert.Null(await ApproveAsync(node, second));
        var (before, after) = (await node.ReadAsync(Reviewer(), first), await node.ReadAsync(Reviewer(), second));
        Assert.Equal((SubmissionState.Superseded, 1, "100", SubmissionState.Approved, 2, "120"), (before.About.State, before.About.Round, before.Values[0].Value, after.About.State, after.About.Round, after.Values[0].Value));
        Assert.Equal("collection.submission-in-state", (await RefusedAsync(node, node.Reporter(0), d => d.ReviseAsync(first, Ct))).Code);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task What_a_role_does_not_reach_is_not_there(Engine engine)
    {
        await using var node = await NewAsync(databases, engine);
        await node.StartedAsync(Monthly() with { NeedsForwarding = false });
        var (ours, beijing) = ((await node.OnlyDueAsync(0)).Id, (await node.OnlyDueAsync(2)).Id);
        await node.SaveDraftAsync(node.Reporter(0), ours, 0, Month(7));
        foreach (var stranger in new[] { node.Reporter(1), node.Forwarder(1), Reviewer("110000"), Actor.Anonymous })
        {
            Assert.Equal("collection.submission-not-found", (await Assert.ThrowsAsync<Refusal>(() => node.ReadAsync(stranger, ours))).Code);
            Assert.Equal("collection.submission-not-found", (await Assert.ThrowsAsync<Refusal>(() => node.HandInAsync(stranger, ours, Month(1)))).Code);
            Assert.Equal("collection.submission-not-found", (await RefusedAsync(node, stranger, d => d.ReturnAsync(ours, "x", [], Ct))).Code);
        }

        // A reviewer sees that there is a draft, not what stands in it.
        Assert.Empty((await node.ReadAsync(Reviewer("330000"), ours)).Values);
        Assert.Equal(2L, (await ListAsync(node, Reviewer("330000"))).Total);
        Assert.Equal(1L, (await ListAsync(node, Reviewer("330100"))).Total);
        Assert.Equal([beijing], (await ListAsync(node, Reviewer("110000"))).Items.Select(i => i.Id));
        Assert.Equal(0L, (await ListAsync(node, Actor.Anonymous)).Total);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Many_are_approved_at_once_each_for_itself(Engine engine)
    {
        await using var node = await NewAsync(databases, engine);
        await node.StartedAsync(Monthly() with { NeedsForwarding = false });
        var ids = new List<Guid>();
        for (var i = 0; i < 3; i++)
        {
            ids.Add((await node.OnlyDueAsync(i)).Id);
        }

        await node.HandInAsync(node.Reporter(0), ids[0], Month(100));
        await node.HandInAsync(node.Reporter(2), ids[2], Month(100));
        var answers = await node.AskAsync<ReviewDesk, IReadOnlyList<ApprovalView>>(Reviewer("330000"), d => d.ApproveAsync(ids, "同意", Ct));
        Assert.Equal([null, "collection.submission-in-state", "collection.submission-not-found"], answers.Select(a => a.Refused));
    }

    private static async Task<string?> ApproveAsync(CollectingNode node, Guid id, Actor? by = null) =>
        Assert.Single(await node.AskAsync<ReviewDesk, IReadOnlyList<ApprovalView>>(by ?? Reviewer(), d => d.ApproveAsync([id], null, Ct))).Refused;

    private static Task<Refusal> RefusedAsync(CollectingNode node, Actor actor, Func<ReviewDesk, Task> act) => Assert.ThrowsAsync<Refusal>(() => node.DoAsync(actor, act));

    private static async Task<IReadOnlyList<Guid>> QueueAsync(CollectingNode node, Actor actor) =>
        [.. (await node.AskAsync<SubmissionReads, PageOf<SubmissionItem>>(actor, r => r.QueueAsync(null, Ct))).Items.Select(i => i.Id)];

    private static Task<PageOf<SubmissionItem>> ListAsync(CollectingNode node, Actor actor) => node.AskAsync<SubmissionReads, PageOf<SubmissionItem>>(actor, r => r.ListAsync(null, null, Ct));
}
