using Gongxin.Collection;
using Gongxin.Collection.Sources;
using Gongxin.Collection.Workbooks;
using Gongxin.Fixtures;
using Gongxin.Kernel.Data;
using Gongxin.Kernel.Errors;
using Gongxin.Kernel.Identity;
using Gongxin.Tests.Collection.Handing;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Tests.Collection.Sources;

// Goal: a source is set by whoever may, with an address that a node may ask; its secret is kept protected, given to nobody, and only sent
// to the address that it was given for. A table is read by the mapping that somebody confirmed once.
public sealed class SettingTests(DatabaseFixture databases) : IClassFixture<DatabaseFixture>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Engines))]
    public async Task A_secret_is_kept_protected_and_stays_with_its_address(Engine engine)
    {
        await using var steps = await SourceSteps.NewAsync(databases, engine);
        using var server = new SourceServer { Body = SourceServer.Json(100) };
        var web = SourceSteps.Web(server.Address);
        await steps.SetAsync(web);
        Assert.True((await steps.ReadAsync()).Set!.HasSecret);
        await using (var db = steps.Node.NewDb())
        {
            var kept = (await db.Set<CollectionSource>().AsNoTracking().SingleAsync(Ct)).ProtectedSecret!;
            Assert.DoesNotContain("s3cret", kept);
            Assert.DoesNotContain("s3cret", string.Join('\n', await db.Set<AuditEntry>().Select(a => a.Detail).ToListAsync(Ct)));
        }

        // Left out it stays; for another address it is gone; and it can be forgotten.
        await steps.SetAsync(web with { Secret = null, DaysBefore = 5 });
        await steps.TryAsync();
        await steps.SetAsync(web with { Secret = "", Address = server.Address + "&x=1" });
        await steps.TryAsync();
        await steps.SetAsync(web);
        await steps.SetAsync(web with { Secret = null, ForgetSecret = true });
        await steps.TryAsync();
        Assert.Equal(["s3cret", null, null], server.Asked.Select(a => a.Key));
        Assert.False((await steps.ReadAsync()).Set!.HasSecret);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task What_is_no_source_is_refused_by_field(Engine engine)
    {
        await using var steps = await SourceSteps.NewAsync(databases, engine, toPrivate: false);
        var web = SourceSteps.Web("https://data.example.org/{period}.csv");
        var server = new SourceRequest { Kind = SourceKind.Postgres, Address = "db.example.org/figures", UserName = "reader", Query = "SELECT 1", At = "09:00" };
        await steps.SetAsync(web);
        await steps.SetAsync(server);
        foreach (var (wrong, field) in new (SourceRequest, string)[]
        {
            (web with { Address = "ftp://data.example.org/x" }, "address"), (web with { Address = "data.example.org" }, "address"), (web with { Address = "https://me:pw@data.example.org/x" }, "address"),
            (web with { HeaderName = "Host" }, "headerName"), (web with { HeaderName = "X Key" }, "headerName"), (web with { HeaderName = null }, "headerName"),
            (web with { Address = "http://data.example.org/x" }, "headerName"), (web with { Secret = "a\nb" }, "secret"), (web with { DaysBefore = 61 }, "daysBefore"), (web with { At = "25:00" }, "at"),
            (web with { Retries = 11 }, "retries"), (web with { RetryMinutes = 0 }, "retryMinutes"), (server with { Address = "/tmp/socket/db" }, "address"), (server with { Address = "db.example.org" }, "address"),
            (server with { Address = "db.example.org:99999/x" }, "address"), (server with { Address = "db.example.org/x;Host=y" }, "address"), (server with { Query = " " }, "query"), (server with { UserName = null }, "userName"),
        })
        {
            Assert.Equal("collection.source-not-good " + field, await steps.RefusedAsync(wrong));
        }
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Others_find_no_source_and_set_none(Engine engine)
    {
        await using var steps = await SourceSteps.NewAsync(databases, engine);
        await steps.SetAsync(SourceSteps.Web("https://data.example.org/x"));
        foreach (var stranger in new[] { steps.Node.Reporter(1), steps.Node.Forwarder(2), CollectingNode.Reviewer(), CollectingNode.Operator(), Actor.Anonymous })
        {
            Assert.Equal("collection.source-not-found", await steps.RefusedAsync(SourceSteps.Web("https://data.example.org/y"), stranger));
            Assert.Equal("collection.source-not-found", (await Assert.ThrowsAsync<Refusal>(() => steps.ReadAsync(stranger))).Code);
            Assert.Equal("collection.source-not-found", (await Assert.ThrowsAsync<Refusal>(() => steps.TryAsync(stranger))).Code);
            Assert.Equal("collection.source-not-found", (await Assert.ThrowsAsync<Refusal>(() => steps.Node.DoAsync<SourceDesk>(stranger, d => d.RemoveAsync(steps.Task, steps.Organisation, Ct)))).Code);
            var seen = await steps.Node.AskAsync<SourceReads, Kernel.Http.PageOf<SourceItem>>(stranger, r => r.ListAsync(0, Ct));
            Assert.DoesNotContain(seen.Items, i => i.Organisation == steps.Organisation);
        }

        var mine = await steps.Node.AskAsync<SourceReads, Kernel.Http.PageOf<SourceItem>>(steps.Clerk, r => r.ListAsync(0, Ct));
        Assert.Equal((steps.Organisation, SourceKind.Http, true), Assert.Single(mine.Items) is var item ? (item.Organisation, item.Kind, item.IsActive) : default);
        await steps.Node.DoAsync<SourceDesk>(steps.Clerk, d => d.RemoveAsync(steps.Task, steps.Organisation, Ct));
        Assert.Null((await steps.ReadAsync()).Set);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Inner_addresses_are_not_asked(Engine engine)
    {
        await using var steps = await SourceSteps.NewAsync(databases, engine, toPrivate: false);
        using var server = new SourceServer { Body = SourceServer.Json(100) };
        foreach (var source in new[]
        {
            SourceSteps.Web($"http://localhost:{server.Port}/x") with { Secret = null }, SourceSteps.Web($"http://127.0.0.1:{server.Port}/x") with { Secret = null },
            new SourceRequest { Kind = SourceKind.Postgres, Address = $"localhost:{server.Port}/x", UserName = "x", Query = "SELECT 1", At = "09:00" },
        })
        {
            await steps.SetAsync(source);
            var tried = await steps.TryAsync();
            Assert.Equal("collection.source-not-reached", tried.About.ErrorCode);
            Assert.Contains("private network", tried.About.Error);
        }

        Assert.Empty(server.Asked);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task A_table_is_read_by_the_mapping_that_was_confirmed_once(Engine engine)
    {
        await using var steps = await SourceSteps.NewAsync(databases, engine);
        using var server = new SourceServer { Body = "单位：万元\n指标,本月,上月累计,本月累计\n工业总产值,101,200,301\n" };
        await steps.SetAsync(SourceSteps.Web($"http://127.0.0.1:{server.Port}/export/table.csv"));
        var tried = await steps.TryAsync();
        Assert.Equal((PullState.Failed, "collection.workbook-not-ready"), (tried.About.State, tried.About.ErrorCode));
        var workbook = tried.About.Workbook!.Value;
        await steps.Node.DoAsync<WorkbookForms>(steps.Clerk, async forms => await forms.ConfirmAsync(workbook, null, (await forms.ReadAsync(workbook, Ct)).Mapping!, Ct));

        await steps.ComeAsync();
        await steps.RunAsync();
        var view = await steps.Node.ReadAsync(steps.Clerk, Assert.Single(await steps.PullsAsync(), p => p.Attempt == 1).Submission);
        Assert.Equal([("101", "table.csv#B3"), ("200", "table.csv#C3"), ("301", "table.csv#D3")], view.Values.Select(v => (v.Value!, v.Source!)));
        Assert.NotNull(view.Values[0].SourceSha256);
        Assert.Single(view.Receipts);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task What_cannot_be_read_says_so_and_a_deadline_that_had_passed_is_not_caught_up_with(Engine engine)
    {
        await using var steps = await SourceSteps.NewAsync(databases, engine);
        using var server = new SourceServer();
        await steps.SetAsync(SourceSteps.Web(server.Address));
        foreach (var (body, code) in new[]
        {
            ("{\"values\":", "collection.source-not-readable"), ("{\"rows\":[]}", "collection.source-not-readable"), ("[{\"sheet\":1}]", "collection.source-not-readable"), ("[]", "collection.source-not-readable"),
            ("sheet,column,value,row\n\"x", "collection.source-not-readable"), ("", "file.empty"), ("<html><body>sign in</body></html>", "file.not-a-table"), (new string('x', FetchSource.BytesMax + 1), "upload.too-large"),
        })
        {
            server.Body = body;
            var tried = await steps.TryAsync();
            Assert.Equal((PullState.Failed, code), (tried.About.State, tried.About.ErrorCode));
            Assert.NotEqual(code, tried.About.Error);
        }

        var due = await steps.DueAsync();
        steps.Node.Clock.Now = new DateTimeOffset(due.DueOn.AddDays(2).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        server.Body = SourceServer.Json(100);
        var asked = server.Asked.Count;
        await steps.SetAsync(SourceSteps.Web(server.Address));
        await steps.RunAsync();
        Assert.Equal(asked, server.Asked.Count);
    }
}
