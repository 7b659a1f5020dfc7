using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Gongxin.Fixtures;
using Gongxin.Host.Demo.Generating;
using Gongxin.Running;

namespace Gongxin.Site.Tests.Durability;

// Goal: a node that is killed while records are withdrawn, consumers are told and acknowledge loses and doubles nothing of it.
// Method: the serving program is killed at random moments of such work and started again, which is all the recovery there is; after each kill
// what was answered is compared with what is stored, and records, marks, orders, announcements, audit rows and ledger entries with each
// other.
public sealed class KilledStopUseOnSqliteTests() : KilledStopUseTests(Engine.Sqlite);

public sealed class KilledStopUseOnPostgresTests() : KilledStopUseTests(Engine.Postgres);

public abstract class KilledStopUseTests(Engine engine)
{
    private const int Kills = 8;
    private const int Records = 400;
    private const int Firms = 40;
    private const int MillisecondsMax = 200;
    private const int LooksMax = 300;
    private static readonly TimeSpan BeginsWithin = TimeSpan.FromMinutes(1);

    private readonly HashSet<Guid> _ended = [];
    private readonly HashSet<(int Consumer, Guid Order)> _acknowledged = [];

    [Fact]
    public async Task A_killed_node_stops_the_use_of_every_withdrawn_record_once()
    {
        await using var folder = await NodeFolder.CreateAsync(engine);
        var random = new Random(20261129);
        var keys = await PrepareAsync(folder);
        for (var kill = 0; kill < Kills; kill++)
        {
            await using var node = await RunningNode.StartProcessAsync(folder);
            using var over = new CancellationTokenSource();
            var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var work = Task.WhenAll(EndAllAsync(node, keys[0], over.Token, begun), AcknowledgeAllAsync(node, keys[1], 1, over.Token), AcknowledgeAllAsync(node, keys[2], 2, over.Token));

            // From the moment on at which it is at work.
            await begun.Task.WaitAsync(BeginsWithin);
            await Task.Delay(random.Next(MillisecondsMax));
            await node.KillAsync();
            await over.CancelAsync();
            await work;
            await AssertAgreeAsync(folder);
        }

        await CompleteAsync(folder, keys);
        var verified = await folder.RunAsync("verify");
        Assert.True(verified.ExitCode == 0, verified.Output + verified.Errors);
    }

    // What is still to be done is done, everybody is told, and the page says so.
    private async Task CompleteAsync(NodeFolder folder, string[] keys)
    {
        await using var node = await RunningNode.StartAsync(folder);
        await EndAllAsync(node, keys[0], CancellationToken.None);
        Assert.Equal(Records, await AssertAgreeAsync(folder));
        await using var connection = await folder.OpenDatabaseAsync();
        for (var look = 0; await connection.CountAsync("""SELECT COUNT(*) FROM kernel_outbox WHERE "HandledAt" IS NULL""") > 0; look++)
        {
            Assert.True(look < LooksMax, "Not everybody was told.");
            await Task.Delay(100);
        }

        // Each of the two consumers one notice for each record, however often the telling was killed.
        Assert.Equal(2 * Records, await connection.CountAsync("""SELECT COUNT(*) FROM governance_notice WHERE "Code" = 'credit.stop-use-told'"""));
        using var done = new CancellationTokenSource();
        await Task.WhenAll(AcknowledgeAllAsync(node, keys[1], 1, done.Token, once: true), AcknowledgeAllAsync(node, keys[2], 2, done.Token, once: true));
        await AssertAgreeAsync(folder);
        Assert.Equal(2 * Records, await connection.CountAsync("""SELECT COUNT(*) FROM credit_receipt WHERE "AcknowledgedAt" IS NOT NULL"""));
        Assert.All((await node.GetAsync("/api/v1/credit/stop-use")).GetProperty("items").EnumerateArray(), o => Assert.True(o.GetProperty("isComplete").GetBoolean()));
    }

    private async Task<long> AssertAgreeAsync(NodeFolder folder)
    {
        await using var connection = await folder.OpenDatabaseAsync();
        var ended = (await connection.ReadAsync<Guid>("""SELECT "Id" FROM credit_record WHERE "End" IS NOT NULL""")).ToHashSet();
        Assert.Subset(ended, _ended);
        var (count, orders) = (ended.Count, await connection.ReadAsync<Guid>("""SELECT "RecordId" FROM credit_stop_use"""));
        Assert.Equal(ended.Order(), orders.Order());
        Assert.Equal(ended.Order(), (await connection.ReadAsync<Guid>("""SELECT "RecordId" FROM credit_mark""")).Order());
        Assert.Equal(count, await connection.CountAsync("""SELECT COUNT(*) FROM kernel_outbox WHERE "Kind" LIKE '%.RecordEnded'"""));
        Assert.Equal(count, await connection.CountAsync("""SELECT COUNT(*) FROM kernel_audit WHERE "Action" = 'RecordMarked'"""));
        Assert.Equal((count, count), (await connection.ActsAsync("credit.record-withdrawn"), await connection.ActsAsync("credit.stop-use-issued")));

        var acknowledged = await connection.CountAsync("""SELECT COUNT(*) FROM credit_receipt WHERE "AcknowledgedAt" IS NOT NULL""");
        Assert.True(acknowledged >= _acknowledged.Count, $"{_acknowledged.Count} acknowledgements were answered, {acknowledged} are stored.");
        Assert.Equal(acknowledged, await connection.CountAsync("""SELECT COUNT(*) FROM kernel_audit WHERE "Action" = 'StopUseAcknowledged'"""));
        Assert.Equal(acknowledged, await connection.ActsAsync("credit.stop-use-acknowledged"));
        Assert.Equal(2 * Records, await connection.CountAsync("SELECT COUNT(*) FROM credit_receipt"));
        return count;
    }

    // Records that two applications have been given; the keys of who withdraws and of both.
    private static async Task<string[]> PrepareAsync(NodeFolder folder)
    {
        var text = new StringBuilder("CF_XDR_MC,CF_XDR_LB,CF_XDR_SHXYM,CF_WSH,CF_WFXW,CF_SY,CF_YJ,CF_CFLB,CF_NR,CF_NR_FK,CF_JDRQ,CF_YXQ,CF_CFJG,CF_CFJGDM,CF_SJLY,CF_SJLYDM\n");
        var authority = GeneratedSubjects.Uscc("11", 0);
        for (var row = 0; row < Records; row++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{GeneratedSubjects.NameOf(row % Firms)},法人及非法人组织,{GeneratedSubjects.Uscc("91", row % Firms)},测罚〔2026〕{row}号,未按规定公示,经查属实,《示例法》第一条,罚款,")
                .Append(CultureInfo.InvariantCulture, $"罚款五千元,0.5,2026-10-08,2099-12-31,测试市示例局,{authority},测试市示例局,{authority}\n");
        }

        var taken = await folder.RunAsync("records", "take", folder.Write("penalties.csv", text.ToString()), "--kind", "penalty", "--source", "test");
        Assert.True(taken.ExitCode == 0, taken.Output + taken.Errors);
        await using var node = await RunningNode.StartAsync(folder);
        var keys = new List<string>();
        for (var key = 0; key < 3; key++)
        {
            using var client = await node.WithKeyAsync();
            keys.Add(client.DefaultRequestHeaders.Authorization!.Parameter!);
            if (key > 0)
            {
                Assert.Equal(Records, (await client.GetFromJsonAsync<JsonElement>("/api/v1/credit/records?kind=penalty&limit=500")).GetProperty("items").GetArrayLength());
            }
        }

        return [.. keys];
    }

    // Reads what is public without the key, so that it is no consumer itself.
    private async Task EndAllAsync(RunningNode node, string key, CancellationToken ct, TaskCompletionSource? begun = null)
    {
        using var client = ClientOf(node, key);
        await UntilKilledAsync(async () =>
        {
            foreach (var record in (await node.Anyone.GetFromJsonAsync<JsonElement>("/api/v1/credit/records?kind=penalty&limit=500", ct)).GetProperty("items").EnumerateArray())
            {
                var (id, uscc) = (record.GetProperty("id").GetGuid(), record.GetProperty("uscc").GetString());
                var withdrawal = new { cause = "revoked", factOn = "2026-11-01", reason = "行政处罚决定已被依法撤销" };
                using var answer = await client.PostAsJsonAsync($"/api/v1/credit/subjects/{uscc}/records/{id}/withdrawal", withdrawal, ct);
                Assert.True(answer.StatusCode is HttpStatusCode.OK, await answer.Content.ReadAsStringAsync(CancellationToken.None));
                Assert.True(_ended.Add(id), "A record that was withdrawn is public.");
                begun?.TrySetResult();
            }

            begun?.TrySetResult();
        }, ct);
    }

    // Again and again, or once through all that there are.
    private async Task AcknowledgeAllAsync(RunningNode node, string key, int consumer, CancellationToken ct, bool once = false)
    {
        using var client = ClientOf(node, key);
        await UntilKilledAsync(async () =>
        {
            do
            {
                for (string? cursor = ""; cursor is not null;)
                {
                    var page = await client.GetFromJsonAsync<JsonElement>($"/api/v1/credit/stop-use/mine?cursor={cursor}", ct);
                    foreach (var order in page.GetProperty("items").EnumerateArray().Where(o => o.GetProperty("acknowledgedAt").ValueKind is JsonValueKind.Null))
                    {
                        var id = order.GetProperty("id").GetGuid();
                        using var answer = await client.PostAsJsonAsync($"/api/v1/credit/stop-use/{id}/acknowledgement", new { lifted = "已删除" }, ct);
                        Assert.True(answer.StatusCode is HttpStatusCode.OK, await answer.Content.ReadAsStringAsync(CancellationToken.None));
                        lock (_acknowledged)
                        {
                            Assert.True(_acknowledged.Add((consumer, id)), "An order that was acknowledged is open.");
                        }
                    }

                    cursor = page.GetProperty("next").GetString();
                }
            }
            while (!once);
        }, ct);
    }

    // What a client sees of a node that is killed is a connection that ends.
    private static async Task UntilKilledAsync(Func<Task> work, CancellationToken ct)
    {
        try
        {
            await work();
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException || (fault is OperationCanceledException && ct.IsCancellationRequested))
        {
            Assert.True(ct.CanBeCanceled, fault.ToString());
        }
    }

    private static HttpClient ClientOf(RunningNode node, string key)
    {
        var client = new HttpClient { BaseAddress = node.Anyone.BaseAddress };
        client.DefaultRequestHeaders.Authorization = new("Bearer", key);
        return client;
    }
}
