using System.Security.Cryptography;
using System.Text;
using Gongxin.Collection;
using Gongxin.Collection.Review;
using Gongxin.Collection.Sources;
using Gongxin.Collection.Submissions;
using Gongxin.Fixtures;
using Gongxin.Governance.Grants;
using Gongxin.Governance.Notices;
using Gongxin.Kernel.Data;
using Gongxin.Kernel.Errors;
using Gongxin.Kernel.Identity;
using Gongxin.Tests.Collection.Handing;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Tests.Collection.Sources;

// Goal: what is pulled ends as a draft or handed in, once, with findings, receipt, trace and trail like a file; what fails is tried again,
// told and never hidden; and nothing that a person typed is written over. Method: a real HTTP server on the loopback address.
public sealed class PullTests(DatabaseFixture databases) : IClassFixture<DatabaseFixture>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Engines))]
    public async Task At_its_time_a_source_is_pulled_and_handed_in_once(Engine engine)
    {
        await using var steps = await SourceSteps.NewAsync(databases, engine);
        using var server = new SourceServer { Body = SourceServer.Json(100) };
        await steps.SetAsync(SourceSteps.Web(server.Address));
        var due = await steps.DueAsync();
        await steps.ComeAsync(minutes: -1);
        await steps.RunAsync();
        Assert.Empty(server.Asked);

        await steps.ComeAsync();
        await steps.RunAsync();
        await steps.RunAsync();
        Assert.Equal([("/monthly.json?period=2026-01", "s3cret")], server.Asked);
        var view = await steps.Node.ReadAsync(steps.Clerk, due.Id);
        var receipt = Assert.Single(view.Receipts);
        Assert.Equal((SubmissionState.HandedIn, HandInSource.Pull, 3, false, steps.Clerk.Name), (view.About.State, receipt.Source, receipt.CellCount, receipt.IsLate, receipt.ByName));
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(server.Body)));
        Assert.Equal(["monthly.json#values[0]", "monthly.json#values[1]", "monthly.json#values[2]"], view.Values.Select(v => v.Source).Order(StringComparer.Ordinal));
        Assert.All(view.Values, v => Assert.Equal(digest, v.SourceSha256));

        var pull = Assert.Single(await steps.PullsAsync());
        Assert.Equal((PullState.HandedIn, 1, digest, 3), (pull.State, pull.Attempt, pull.Sha256, pull.ValueCount));
        Assert.Equal([(steps.Clerk.Id, "Notice.PullHandedIn")], await steps.ToldAsync());
        await using var db = steps.Node.NewDb();
        var trail = await db.Set<AuditEntry>().Where(a => a.Action == "SourceSet" || a.Action == "SourcePulled" || a.Action == "SubmissionHandedIn").OrderBy(a => a.Id).ToListAsync(Ct);
        Assert.Equal(["SourceSet", "SourcePulled", "SubmissionHandedIn"], trail.Select(a => a.Action).OrderBy(a => a == "SourceSet" ? 0 : a == "SourcePulled" ? 1 : 2));
        Assert.All(trail, a => Assert.Equal(steps.Clerk.Id, a.ActorId));
        Assert.DoesNotContain(trail, a => a.Detail!.Contains("s3cret", StringComparison.Ordinal));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task What_must_be_fixed_or_explained_stays_a_draft_for_a_person(Engine engine)
    {
        await using var steps = await SourceSteps.NewAsync(databases, engine);

        // The sum is wrong.
        using var server = new SourceServer { Body = SourceServer.Json(100).Replace("\"300\"", "\"301\"", StringComparison.Ordinal) };
        await steps.SetAsync(SourceSteps.Web(server.Address));
        var due = await steps.DueAsync();
        await steps.ComeAsync();
        await steps.RunAsync();
        var view = await steps.Node.ReadAsync(steps.Clerk, due.Id);
        Assert.Equal((SubmissionState.Draft, 3, 0), (view.About.State, view.Values.Count, view.Receipts.Count));
        Assert.Equal((PullState.NeedsPerson, 1), Assert.Single(await steps.PullsAsync()) is var pull ? (pull.State, pull.FindingCount) : default);
        Assert.Equal([(steps.Clerk.Id, "Notice.PullNeedsPerson")], await steps.ToldAsync());
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task A_draft_is_kept_for_whoever_hands_it_in(Engine engine)
    {
        await using var steps = await SourceSteps.NewAsync(databases, engine);
        using var server = new SourceServer { Body = "sheet,row,list_row,column,value\n期末指标,从业人员,,期末数,12\n主要产品,,0,产品名称,生丝\n主要产品,,0,产品单位,吨\n" };
        await steps.SetAsync(SourceSteps.Web(server.Address, PullOutcome.Draft));
        var due = await steps.DueAsync();
        await steps.ComeAsync();
        await steps.RunAsync();
        var view = await steps.Node.ReadAsync(steps.Clerk, due.Id);
        Assert.Equal(SubmissionState.Draft, view.About.State);
        Assert.Equal(["monthly.json#2", "monthly.json#3", "monthly.json#4"], view.Values.Select(v => v.Source).Order(StringComparer.Ordinal));
        Assert.Equal(ImportStatus.Success, (await steps.Node.HandInAsync(steps.Clerk, due.Id, null)).Status);
        Assert.Equal([(steps.Clerk.Id, "Notice.PullDrafted")], await steps.ToldAsync());
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task A_failure_is_tried_again_and_told_each_time_with_what_failed(Engine engine)
    {
        await using var steps = await SourceSteps.NewAsync(databases, engine);
        using var server = new SourceServer { Status = 503 };
        await steps.SetAsync(SourceSteps.Web(server.Address));
        await steps.ComeAsync();
        await steps.RunAsync();
        await steps.RunAsync();
        Assert.Single(server.Asked);
        Assert.Equal("collection.source-not-reached", Assert.Single(await steps.PullsAsync()).ErrorCode);
        Assert.Contains("503", (await steps.PullsAsync())[0].Error);

        steps.Node.Clock.Now = steps.Node.Clock.Now.AddMinutes(30);
        await steps.RunAsync();
        steps.Node.Clock.Now = steps.Node.Clock.Now.AddMinutes(60);
        await steps.RunAsync();
        Assert.Equal(2, server.Asked.Count);
        Assert.Equal([(steps.Clerk.Id, "Notice.PullRetried"), (steps.Clerk.Id, "Notice.PullFailed")], await steps.ToldAsync());
        Assert.Empty((await steps.ReadAsync()).Next);
        await using (var db = steps.Node.NewDb())
        {
            var said = await db.Set<Notice>().Where(n => n.Code == "Notice.PullFailed").Select(n => n.ArgsJson).SingleAsync(Ct);
            Assert.Contains("503", said);
        }

        // Saved again, it begins anew.
        (server.Status, server.Body) = (200, SourceServer.Json(100));
        await steps.SetAsync(SourceSteps.Web(server.Address));
        await steps.RunAsync();
        Assert.Equal(PullState.HandedIn, (await steps.PullsAsync())[^1].State);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task What_a_person_has_typed_is_never_written_over(Engine engine)
    {
        await using var steps = await SourceSteps.NewAsync(databases, engine);
        using var server = new SourceServer { Body = SourceServer.Json(100) };
        await steps.SetAsync(SourceSteps.Web(server.Address));
        var due = await steps.DueAsync();
        await steps.Node.SaveDraftAsync(steps.Clerk, due.Id, 0, CollectingNode.Month(77));
        await steps.ComeAsync();
        await steps.RunAsync();
        Assert.Contains((await steps.Node.ReadAsync(steps.Clerk, due.Id)).Values, v => v.Value == "77");
        Assert.Equal("collection.draft-in-work", Assert.Single(await steps.PullsAsync()).ErrorCode);
        Assert.Equal([(steps.Clerk.Id, "Notice.PullFailed")], await steps.ToldAsync());

        // By hand it is looked at, and taken over the version that was seen, not over a later one.
        var tried = await steps.TryAsync();
        Assert.Equal((PullState.Tried, true, 3, 1), (tried.About.State, tried.MayTake, tried.Values.Count, tried.Version));
        await steps.Node.SaveDraftAsync(steps.Clerk, due.Id, 1, CollectingNode.Month(78));
        Assert.Equal("collection.draft-changed", (await Assert.ThrowsAsync<Refusal>(() => TakeAsync(steps, tried.About.Id, 1))).Code);
        Assert.Equal((due.Id, 3), await TakeAsync(steps, tried.About.Id, 2));
        Assert.Contains((await steps.Node.ReadAsync(steps.Clerk, due.Id)).Values, v => v is { Value: "100", Source: "monthly.json#values[0]" });
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Whoever_set_a_source_has_handed_in_and_reviews_nothing_of_it(Engine engine)
    {
        await using var steps = await SourceSteps.NewAsync(databases, engine);
        using var server = new SourceServer { Body = SourceServer.Json(100) };
        var forwarder = steps.Node.Forwarder(0) with { Id = await steps.Node.EmployAsync("forwarder", Roles.OrganisationReviewer, 0) };
        await steps.SetAsync(SourceSteps.Web(server.Address), forwarder);
        var due = await steps.DueAsync();
        await steps.ComeAsync();
        await steps.RunAsync();
        Assert.Equal(SubmissionState.HandedIn, (await steps.Node.ReadAsync(forwarder, due.Id)).About.State);
        Assert.Equal("collection.own-hand-in", (await Assert.ThrowsAsync<Refusal>(() => steps.Node.DoAsync<ReviewDesk>(forwarder, d => d.ForwardAsync(due.Id, null, Ct)))).Code);
        await steps.Node.DoAsync<ReviewDesk>(steps.Node.Forwarder(0, "another"), d => d.ForwardAsync(due.Id, null, Ct));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Without_the_right_of_whoever_set_it_nothing_is_pulled(Engine engine)
    {
        await using var steps = await SourceSteps.NewAsync(databases, engine);
        using var server = new SourceServer { Body = SourceServer.Json(100) };
        await steps.SetAsync(SourceSteps.Web(server.Address));
        var second = await steps.Node.EmployAsync("second", Roles.Reporter, 0);
        await using (var db = steps.Node.NewDb())
        {
            var mine = Gongxin.Governance.Accounts.AccountId.OfActor(steps.Clerk.Id)!.Value;
            await db.Set<Grant>().Where(g => g.AccountId == mine).ExecuteUpdateAsync(g => g.SetProperty(x => x.EndedAt, steps.Node.Clock.Now.UtcDateTime), Ct);
        }

        await steps.ComeAsync();
        await steps.RunAsync();
        Assert.Empty(server.Asked);
        Assert.Equal("collection.source-without-right", Assert.Single(await steps.PullsAsync()).ErrorCode);
        Assert.Equal(new[] { (second, "Notice.PullFailed"), (steps.Clerk.Id, "Notice.PullFailed") }.Order(), (await steps.ToldAsync()).Order());
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task What_a_node_did_not_end_is_ended_and_tried_again(Engine engine)
    {
        await using var steps = await SourceSteps.NewAsync(databases, engine);
        using var server = new SourceServer { Body = SourceServer.Json(100) };
        await steps.SetAsync(SourceSteps.Web(server.Address));
        await steps.ComeAsync();
        var due = await steps.DueAsync();
        await using (var db = steps.Node.NewDb())
        {
            var source = await db.Set<CollectionSource>().SingleAsync(Ct);
            db.Add(SourcePull.Begin(source, SubmissionId.From(due.Id), due.Period, 1, (steps.Clerk.Id, "clerk"), steps.Node.Clock.Now.UtcDateTime));
            await db.SaveChangesAsync(Ct);
        }

        await steps.RunAsync();
        Assert.Empty(server.Asked);
        steps.Node.Clock.Now = steps.Node.Clock.Now.AddMinutes(11);
        await steps.RunAsync();
        Assert.Equal("collection.source-not-reached", Assert.Single(await steps.PullsAsync()).ErrorCode);
        steps.Node.Clock.Now = steps.Node.Clock.Now.AddMinutes(30);
        await steps.RunAsync();
        Assert.Equal((PullState.HandedIn, 2), (await steps.PullsAsync())[^1] is var last ? (last.State, last.Attempt) : default);
    }

    private static Task<(Guid Submission, int Version)> TakeAsync(SourceSteps steps, Guid pull, int version) =>
        steps.Node.AskAsync<TryPull, (Guid, int)>(steps.Clerk, t => t.TakeAsync(steps.Task, steps.Organisation, pull, version, Ct));
}
