using Gongxin.Collection.Clock;
using Gongxin.Collection.Review;
using Gongxin.Collection.Review.Delegation;
using Gongxin.Collection.Submissions;
using Gongxin.Fixtures;
using Gongxin.Governance.Accounts;
using Gongxin.Governance.Grants;
using Gongxin.Governance.Notices;
using Gongxin.Kernel.Data;
using Gongxin.Kernel.Errors;
using Gongxin.Kernel.Http;
using Gongxin.Kernel.Identity;
using Microsoft.EntityFrameworkCore;
using static Gongxin.Tests.Collection.Handing.CollectingNode;

namespace Gongxin.Tests.Collection.Handing;

// Goal: whoever was handed reviews may what the delegator may at that moment, for those days and that task, and no more; nobody reviews
// what either of the two handed in; the trail and the history say for whom.
public sealed class DelegationTests(DatabaseFixture databases) : IClassFixture<DatabaseFixture>
{
    private static readonly DateOnly Today = new(2026, 2, 2);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Engines))]
    public async Task A_delegate_reviews_for_another_and_it_is_said(Engine engine)
    {
        await using var node = await NewAsync(databases, engine);
        var (away, stand) = (await ReviewerAsync(node, "away", "330000"), await ReporterAsync(node, "stand", 2));
        await node.StartedAsync(Monthly() with { NeedsForwarding = false });
        var (ours, beijing) = ((await node.OnlyDueAsync(0)).Id, (await node.OnlyDueAsync(2)).Id);
        await node.HandInAsync(node.Reporter(0), ours, Month(100));
        await node.HandInAsync(node.Reporter(2), beijing, Month(100));
        Assert.Equal("collection.not-a-reviewer", await RefusedAsync(node, stand, d => d.ApproveAsync([ours], null, Ct)));
        Assert.Equal("collection.submission-not-found", (await Assert.ThrowsAsync<Refusal>(() => node.ReadAsync(stand, ours))).Code);

        var id = await GiveAsync(node, away, "stand");
        Assert.Equal([ours], await QueueAsync(node, stand));
        var seen = await node.ReadAsync(stand, ours);
        Assert.Equal((true, "away", false), (seen.MayReview, seen.ReviewsInSteadOf, seen.MayFillIn));

        // What the stand-in's own organisation handed in is not the delegator's region.
        Assert.False((await node.ReadAsync(stand, beijing)).MayReview);
        Assert.Equal("collection.submission-not-found", Assert.Single(await ApproveAsync(node, stand, beijing)).Refused);
        Assert.Null(Assert.Single(await ApproveAsync(node, stand, ours)).Refused);
        var remark = Assert.Single((await node.ReadAsync(Reviewer(), ours)).Remarks);
        Assert.Equal(("stand", "away"), (remark.ByName, remark.InSteadOf));
        await using var db = node.NewDb();
        var trail = await db.Set<AuditEntry>().SingleAsync(a => a.Action == "SubmissionApprove", Ct);
        Assert.Equal(stand.Id, trail.ActorId);
        Assert.Contains(away.Id, trail.Detail, StringComparison.Ordinal);
        Assert.Contains($"{id}", trail.Detail, StringComparison.Ordinal);
        Assert.Equal(1, await db.Set<AuditEntry>().CountAsync(a => a.Action == "ReviewsDelegated", Ct));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task It_holds_for_its_days_and_its_task_and_until_it_is_ended(Engine engine)
    {
        await using var node = await NewAsync(databases, engine);
        var (away, stand) = (await ReviewerAsync(node, "away", null), await ReporterAsync(node, "stand", 2));
        var task = await node.StartedAsync(Monthly() with { NeedsForwarding = false });
        var other = await node.StartedAsync(Monthly() with { NeedsForwarding = false, Title = "另一项" });
        var due = (await node.AskAsync<SubmissionReads, PageOf<SubmissionItem>>(node.Reporter(0), r => r.DueAsync(null, Ct))).Items;
        foreach (var item in due)
        {
            await node.HandInAsync(node.Reporter(0), item.Id, Month(100));
        }

        var first = await GiveAsync(node, away, "stand", task, Today.AddDays(1), Today.AddDays(2));
        Assert.Empty(await QueueAsync(node, stand));
        node.Clock.Now = node.Clock.Now.AddDays(1);
        Assert.Equal([due.Single(d => d.Task == task).Id], await QueueAsync(node, stand));
        Assert.Equal("collection.submission-not-found", Assert.Single(await ApproveAsync(node, stand, due.Single(d => d.Task == other).Id)).Refused);
        node.Clock.Now = node.Clock.Now.AddDays(2);
        Assert.Empty(await QueueAsync(node, stand));
        Assert.Equal("collection.delegation-is-over", await RefusedAsync<DelegationDesk>(node, away, d => d.EndAsync(first, Ct)));

        var second = await GiveAsync(node, away, "stand", null, Today.AddDays(3), Today.AddDays(9));
        Assert.Equal(2, (await QueueAsync(node, stand)).Count);
        Assert.Equal("collection.delegation-not-found", await RefusedAsync<DelegationDesk>(node, Reviewer(null, "stranger"), d => d.EndAsync(second, Ct)));
        await node.DoAsync<DelegationDesk>(stand, d => d.EndAsync(second, Ct));
        Assert.Empty(await QueueAsync(node, stand));
        var listed = await node.AskAsync<DelegationReads, PageOf<DelegationView>>(away, r => r.ListAsync(Ct));
        Assert.Equal([DelegationState.Ended, DelegationState.Over], listed.Items.Select(d => d.State));
        Assert.Equal(("行业月报", true), (listed.Items[1].TaskTitle, listed.Items[1].IsMine));
        Assert.Equal(0L, (await node.AskAsync<DelegationReads, PageOf<DelegationView>>(Reviewer(null, "stranger"), r => r.ListAsync(Ct))).Total);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task What_the_delegator_loses_the_delegate_loses(Engine engine)
    {
        await using var node = await NewAsync(databases, engine);
        var (away, stand) = (await ReviewerAsync(node, "away", null), await ReporterAsync(node, "stand", 2));
        await node.StartedAsync(Monthly() with { NeedsForwarding = false });
        var id = (await node.OnlyDueAsync(0)).Id;
        await node.HandInAsync(node.Reporter(0), id, Month(100));
        await GiveAsync(node, away, "stand");
        Assert.Equal([id], await QueueAsync(node, stand));
        await using (var db = node.NewDb())
        {
            var account = AccountId.OfActor(away.Id)!.Value;
            (await db.Set<Grant>().SingleAsync(g => g.AccountId == account, Ct)).End(Actor.System("test"), node.Clock.Now.UtcDateTime);
            await db.SaveChangesAsync(Ct);
        }

        Assert.Empty(await QueueAsync(node, stand));
        Assert.Equal("collection.not-a-reviewer", await RefusedAsync(node, stand, d => d.ApproveAsync([id], null, Ct)));
        Assert.Equal("collection.submission-not-found", (await Assert.ThrowsAsync<Refusal>(() => node.ReadAsync(stand, id))).Code);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Neither_reviews_what_either_handed_in_and_nobody_hands_on(Engine engine)
    {
        await using var node = await NewAsync(databases, engine);
        var away = await ReviewerAsync(node, "away", null);
        var stand = await ReporterAsync(node, "stand", 1);
        var third = await ReporterAsync(node, "third", 1);
        await node.StartedAsync(Monthly() with { NeedsForwarding = false });
        var (ofDelegator, ofDelegate) = ((await node.OnlyDueAsync(0)).Id, (await node.OnlyDueAsync(1)).Id);
        await node.HandInAsync(away with { Grants = [.. away.Grants, .. node.Reporter(0).Grants] }, ofDelegator, Month(100));
        await node.HandInAsync(stand, ofDelegate, Month(100));
        await GiveAsync(node, away, "stand");
        Assert.Equal(["collection.own-hand-in", "collection.own-hand-in"], (await ApproveAsync(node, stand, ofDelegator, ofDelegate)).Select(a => a.Refused));
        Assert.Equal("collection.own-hand-in", await RefusedAsync(node, stand, d => d.ReturnAsync(ofDelegator, "退回", [], Ct)));
        Assert.False((await node.ReadAsync(stand, ofDelegator)).MayReview);
        Assert.False((await node.ReadAsync(stand, ofDelegate)).MayReview);

        // Who has it only by delegation has nothing to give; and what a delegate who reviews themselves gives is only their own.
        Assert.Equal("collection.not-a-reviewer", await RefusedAsync<DelegationDesk>(node, stand, d => d.GiveAsync(New("third"), null, Ct)));
        var own = await ReviewerAsync(node, "own", "110000");
        await GiveAsync(node, away, "own");
        await GiveAsync(node, own, "third");
        Assert.Empty(await QueueAsync(node, third));
        Assert.Null(Assert.Single(await ApproveAsync(node, own, ofDelegate)).Refused);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task What_is_asked_for_wrongly_is_refused(Engine engine)
    {
        await using var node = await NewAsync(databases, engine);
        var away = await ReviewerAsync(node, "away", null);
        await ReporterAsync(node, "stand", 1);
        await node.EmployAsync("auditor", Roles.Auditor);
        foreach (var (asked, code) in new (NewDelegation, string)[]
        {
            (New("nobody"), "collection.delegate-not-good"),
            (New("away"), "collection.delegate-not-good"),
            (New("auditor"), "collection.delegate-not-good"),
            (New("stand") with { FirstOn = Today.AddDays(-1) }, "collection.delegation-days-not-valid"),
            (New("stand") with { LastOn = Today.AddDays(-1) }, "collection.delegation-days-not-valid"),
            (New("stand") with { LastOn = Today.AddDays(ReviewDelegation.DaysMax + 1) }, "collection.delegation-days-not-valid"),
            (New("stand") with { Reason = " " }, "collection.delegation-reason-missing"),
            (New("stand") with { Task = Guid.CreateVersion7() }, "collection.task-not-found"),
        })
        {
            Assert.Equal(code, await RefusedAsync<DelegationDesk>(node, away, d => d.GiveAsync(asked, null, Ct)));
        }

        for (var i = 0; i < ReviewDelegation.HeldMax; i++)
        {
            await GiveAsync(node, away, "stand");
        }

        Assert.Equal("collection.too-many-delegations", await RefusedAsync<DelegationDesk>(node, away, d => d.GiveAsync(New("stand"), null, Ct)));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Reminders_and_escalation_reach_the_delegate(Engine engine)
    {
        await using var node = await NewAsync(databases, engine);
        var (away, stand) = (await ReviewerAsync(node, "away", null), await ReporterAsync(node, "stand", 2));
        var elsewhere = await ReporterAsync(node, "elsewhere", 2);
        var task = await node.StartedAsync(Monthly() with { NeedsForwarding = false });
        var other = await node.StartedAsync(Monthly() with { NeedsForwarding = false, Title = "另一项" });
        await GiveAsync(node, away, "stand", task, Today, Today.AddDays(30));
        await GiveAsync(node, away, "elsewhere", other, Today, Today.AddDays(30));
        var due = (await node.AskAsync<SubmissionReads, PageOf<SubmissionItem>>(node.Reporter(0), r => r.DueAsync(null, Ct))).Items.Single(d => d.Task == task);
        await node.HandInAsync(node.Reporter(0), due.Id, Month(100));
        foreach (var day in new[] { 2, 5, 9 })
        {
            node.Clock.Now = new DateTimeOffset(2026, 2, day, 8, 0, 0, TimeSpan.Zero);
            await node.AskAsync<WatchSubmissions, Kernel.Jobs.JobOutcome>(Actor.System("WatchSubmissions"), j => j.RunAsync(Ct));
        }

        await using var db = node.NewDb();
        var told = await db.Set<Notice>().Select(n => new { n.Recipient, n.Code }).ToListAsync(Ct);
        told = [.. told.Where(t => t.Code != "Notice.Opened")];
        Assert.Equal(["Notice.HandedIn", "Notice.ReviewEscalated", "Notice.ReviewWaiting", "Notice.ReviewsDelegated"], told.Where(t => t.Recipient == stand.Id).Select(t => t.Code).Order(StringComparer.Ordinal));
        Assert.Equal(["Notice.ReviewsDelegated"], told.Where(t => t.Recipient == elsewhere.Id).Select(t => t.Code));
        Assert.Equal(["Notice.HandedIn", "Notice.ReviewWaiting"], told.Where(t => t.Recipient == away.Id).Select(t => t.Code).Order(StringComparer.Ordinal));
    }

    private static NewDelegation New(string to) => new() { To = to, FirstOn = Today, LastOn = Today.AddDays(9), Reason = "出差" };

    private static Task<Guid> GiveAsync(CollectingNode node, Actor by, string to, Guid? task = null, DateOnly? first = null, DateOnly? last = null) =>
        node.AskAsync<DelegationDesk, Guid>(by, d => d.GiveAsync(New(to) with { Task = task, FirstOn = first ?? Today, LastOn = last ?? Today.AddDays(9) }, null, Ct));

    private static async Task<Actor> ReviewerAsync(CollectingNode node, string name, string? region) =>
        Reviewer(region, name) with { Id = await node.EmployAsync(name, Roles.Reviewer, region: region) };

    private static async Task<Actor> ReporterAsync(CollectingNode node, string name, int organisation) =>
        node.Reporter(organisation, name) with { Id = await node.EmployAsync(name, Roles.Reporter, organisation) };

    private static async Task<IReadOnlyList<Guid>> QueueAsync(CollectingNode node, Actor actor) =>
        [.. (await node.AskAsync<SubmissionReads, PageOf<SubmissionItem>>(actor, r => r.QueueAsync(null, Ct))).Items.Select(i => i.Id)];

    private static Task<IReadOnlyList<ApprovalView>> ApproveAsync(CollectingNode node, Actor actor, params IReadOnlyList<Guid> ids) =>
        node.AskAsync<ReviewDesk, IReadOnlyList<ApprovalView>>(actor, d => d.ApproveAsync([.. ids], null, Ct));

    private static Task<string> RefusedAsync(CollectingNode node, Actor actor, Func<ReviewDesk, Task> act) => RefusedAsync<ReviewDesk>(node, actor, act);

    private static async Task<string> RefusedAsync<TDesk>(CollectingNode node, Actor actor, Func<TDesk, Task> act)
        where TDesk : notnull => (await Assert.ThrowsAsync<Refusal>(() => node.DoAsync(actor, act))).Code;
}
