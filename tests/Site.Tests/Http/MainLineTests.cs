using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Gongxin.Fixtures;
using Gongxin.Running;

namespace Gongxin.Site.Tests.Http;

// Goal: a file handed in over HTTP becomes a version that can be queried, downloaded and proved. Method: the real program on
// both engines, from the upload to the offline check of its proof.
public sealed class MainLineTests
{
    private const string File1 = "id,when,amount\n1,2024-01-31,10.50\n2,2024-02-29,20.25\n3,2024-03-31,\n";

    [Theory, ClassData(typeof(Engines))]
    public async Task A_file_becomes_a_version_that_can_be_queried_downloaded_and_proved(Engine engine)
    {
        await using var folder = await NodeFolder.CreateAsync(engine);
        await using var node = await RunningNode.StartAsync(folder);
        using var client = await node.WithKeyAsync();

        var report = await UploadAsync(client, File1, "payments.csv", "payments");
        Assert.Equal("succeeded", report.GetProperty("state").GetString());
        var table = report.GetProperty("result").GetProperty("tables")[0];
        Assert.Equal((3, 3, 0), (table.GetProperty("rowsRead").GetInt32(), table.GetProperty("rowsLoaded").GetInt32(), table.GetProperty("rowsRefused").GetInt32()));

        var rows = await node.GetAsync("/api/v1/datasets/payments/rows?amount__gt=15&sort=-amount");
        Assert.Equal(1, rows.GetProperty("total").GetInt32());
        Assert.Equal("2024-02-29", rows.GetProperty("items")[0].GetProperty("when").GetString());

        foreach (var format in new[] { "csv", "json", "ndjson", "xml", "xlsx", "parquet" })
        {
            using var download = await node.Anyone.GetAsync($"/api/v1/datasets/payments/versions/latest/download.{format}");
            Assert.Equal(HttpStatusCode.OK, download.StatusCode);
            Assert.NotEmpty(await download.Content.ReadAsByteArrayAsync());
        }

        var entry = await EntryAsync(node, "payments", 1);
        var proof = await node.Anyone.GetByteArrayAsync($"/api/v1/ledger/entries/{entry}/proof");
        Assert.True(await IsGoodAsync(node, proof));
        proof[^20] ^= 1;
        Assert.False(await IsGoodAsync(node, proof));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task The_same_file_makes_no_second_version_and_a_changed_one_does(Engine engine)
    {
        await using var folder = await NodeFolder.CreateAsync(engine);
        await using var node = await RunningNode.StartAsync(folder);
        using var client = await node.WithKeyAsync();

        await UploadAsync(client, File1, "payments.csv", "payments");
        var again = await UploadAsync(client, File1, "payments.csv", "payments");
        Assert.True(again.GetProperty("result").GetProperty("tables")[0].GetProperty("unchanged").GetBoolean());
        await UploadAsync(client, File1 + "4,2024-04-30,1.00\n", "payments.csv", "payments");

        var versions = await node.GetAsync("/api/v1/datasets/payments/versions");
        Assert.Equal(2, versions.GetProperty("total").GetInt32());
        Assert.Equal(3, (await node.GetAsync("/api/v1/datasets/payments/rows?version=1")).GetProperty("total").GetInt32());
        Assert.Equal(4, (await node.GetAsync("/api/v1/datasets/payments/rows")).GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task Without_a_key_nothing_is_taken()
    {
        await using var folder = await NodeFolder.CreateAsync(Engine.Sqlite);
        await using var node = await RunningNode.StartAsync(folder);
        using var answer = await node.Anyone.PostAsync("/api/v1/datasets?fileName=x.csv", new StringContent(File1));
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal(0, (await node.GetAsync("/api/v1/datasets")).GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task The_same_idempotency_key_makes_one_operation()
    {
        await using var folder = await NodeFolder.CreateAsync(Engine.Sqlite);
        await using var node = await RunningNode.StartAsync(folder);
        using var client = await node.WithKeyAsync();
        client.DefaultRequestHeaders.Add("Idempotency-Key", "one");

        var ids = new HashSet<string>();
        for (var i = 0; i < 3; i++)
        {
            using var answer = await client.PostAsync("/api/v1/datasets?fileName=x.csv&dataset=x", new StringContent(File1));
            Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
            ids.Add((await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("operation").GetString()!);
        }

        Assert.Single(ids);
        using var other = await client.PostAsync("/api/v1/datasets?fileName=x.csv&dataset=x", new StringContent(File1 + "9,,\n"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, other.StatusCode);
    }

    private static async Task<JsonElement> UploadAsync(HttpClient client, string text, string name, string dataset)
    {
        using var form = new MultipartFormDataContent { { new StringContent(dataset), "dataset" }, { new StringContent(text), "file", name } };
        using var answer = await client.PostAsync("/api/v1/datasets", form);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        for (var tries = 0; tries < 600; tries++)
        {
            var operation = await client.GetFromJsonAsync<JsonElement>(answer.Headers.Location);
            if (operation.GetProperty("state").GetString() is "succeeded" or "failed" or "cancelled")
            {
                return operation;
            }

            await Task.Delay(100);
        }

        throw new TimeoutException("The load did not end.");
    }

    private static async Task<string> EntryAsync(RunningNode node, string dataset, int version)
    {
        for (var tries = 0; tries < 300; tries++)
        {
            var view = await node.GetAsync($"/api/v1/datasets/{dataset}/versions/{version}");
            if (view.TryGetProperty("ledgerEntry", out var entry) && entry.ValueKind == JsonValueKind.Number)
            {
                return entry.GetInt64().ToString(CultureInfo.InvariantCulture);
            }

            await Task.Delay(100);
        }

        throw new TimeoutException("The ledger did not number the entry.");
    }

    private static async Task<bool> IsGoodAsync(RunningNode node, byte[] proof)
    {
        using var answer = await node.Anyone.PostAsync("/api/v1/ledger/verify", new ByteArrayContent(proof));
        return answer.IsSuccessStatusCode && (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("valid").GetBoolean();
    }
}
