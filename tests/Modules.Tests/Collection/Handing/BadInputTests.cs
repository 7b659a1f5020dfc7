using System.Text.Json;
using Gongxin.Collection.Clock;
using Gongxin.Collection.Periods;
using Gongxin.Collection.Submissions;
using Gongxin.Collection.Templates;
using Gongxin.Contracts.Registry;
using Gongxin.Fixtures;
using Gongxin.Governance.Notices;
using Gongxin.Kernel.Errors;
using Gongxin.Kernel.Identity;
using Gongxin.Kernel.Jobs;
using Gongxin.Modules.Tests.Registry;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Gongxin.Tests.Collection.Handing.CollectingNode;

namespace Gongxin.Tests.Collection.Handing;

// Goal: what changes under an open form does it no harm: its template, its organisation, the clock of the node.
public sealed class BadInputTests(DatabaseFixture databases) : IClassFixture<DatabaseFixture>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Engines))]
    public async Task A_template_changed_meanwhile_changes_no_open_form(Engine engine)
    {
        await using var node = await NewAsync(databases, engine);
        await node.StartedAsync();
        var id = (await node.OnlyDueAsync(0)).Id;

        // The period opened under a form that the program does not have any more: a row had another name.
        var older = JsonSerializer.Serialize(node.Services.GetRequiredService<ReadyTemplates>().Get("industry-monthly").Content, ReadyTemplates.Json).Replace("工业总产值", "旧总产值", StringComparison.Ordinal);
        await using var db = node.NewDb();
        await db.Set<CollectionPeriod>().ExecuteUpdateAsync(p => p.SetProperty(x => x.FormJson, older).SetProperty(x => x.FormDigest, new string('0', 64)), Ct);
        IReadOnlyList<FormValue> asked = [.. Month(100).Select(v => v with { Row = "旧总产值" })];
        await node.SaveDraftAsync(node.Reporter(0), id, 0, asked);
        Assert.Contains((await node.ReadAsync(node.Reporter(0), id)).Form.Sheets, s => s.Rows.Any(r => r.Name == "旧总产值"));
        Assert.Contains((await node.HandInAsync(node.Reporter(0), id, Month(100))).Findings, f => f.Code == "submission.unknown-cell");
        Assert.Equal(ImportStatus.Success, (await node.HandInAsync(node.Reporter(0), id, null)).Status);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task An_organisation_that_has_merged_hands_nothing_in_and_is_asked_no_more(Engine engine)
    {
        await using var node = await NewAsync(databases, engine);
        await node.StartedAsync();
        var id = (await node.OnlyDueAsync(0)).Id;
        await node.AskAsync<ISubjects, SubjectsPut>(Actor.System("test"), s => s.PutAsync([new SubjectData { Uscc = Codes.Uscc(1), Name = "测试协会1", State = SubjectState.Deregistered }], "test", Ct));
        Assert.Equal("collection.organisation-gone", (await Assert.ThrowsAsync<Refusal>(() => node.HandInAsync(node.Reporter(0), id, Month(1)))).Code);

        node.Clock.Now = new DateTimeOffset(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);
        Assert.Equal(1, await node.OpenAsync());
        var exempt = await node.AskAsync<SubmissionReads, Kernel.Http.PageOf<SubmissionItem>>(node.Reporter(0), r => r.ListAsync(SubmissionState.Exempt, null, Ct));
        Assert.Equal("2026-02", Assert.Single(exempt.Items).Period);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task A_clock_that_was_set_back_opens_nothing_twice_and_tells_nobody_again(Engine engine)
    {
        await using var node = await NewAsync(databases, engine);
        await node.EmployAsync("clerk", Roles.Reporter, 0);
        await node.StartedAsync();
        Task<JobOutcome> WatchAsync() => node.AskAsync<WatchSubmissions, JobOutcome>(Actor.System("WatchSubmissions"), j => j.RunAsync(Ct));
        await WatchAsync();
        var now = node.Clock.Now;
        foreach (var skew in new[] { -72, 0, 1 })
        {
            node.Clock.Now = now.AddHours(skew);
            Assert.Equal(0, await node.OpenAsync());
            await WatchAsync();
        }

        node.Clock.Now = now.AddHours(-72);
        var taken = await node.HandInAsync(node.Reporter(0), (await node.OnlyDueAsync(0)).Id, Month(100));
        Assert.Equal((ImportStatus.Success, node.Clock.Now.UtcDateTime), (taken.Status, taken.Receipt!.At));
        await using var db = node.NewDb();
        Assert.Equal(1, await db.Set<Notice>().CountAsync(Ct));
    }
}
