using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;

namespace Gongxin.Bench.Programs;

// A data folder with the demonstration data and generated datasets, each with its index. Sections serve it one after another.
internal sealed class PreparedNode
{
    private static readonly TimeSpan IndexWithin = TimeSpan.FromMinutes(15);

    private PreparedNode(string folder, IReadOnlyList<long> sizes) => (Folder, Sizes) = (folder, sizes);

    public string Folder { get; }

    // Rows of the generated datasets.
    public IReadOnlyList<long> Sizes { get; }

    public static string SlugOf(long rows) => string.Create(CultureInfo.InvariantCulture, $"bench-{rows}");

    public static async Task<PreparedNode> CreateAsync(string folder, long[] sizes, CancellationToken stop)
    {
        BenchRun.Tell("preparing a node with the demonstration data");
        var node = new PreparedNode(Path.Combine(folder, "data"), sizes);
        await using (await ServingNode.StartAsync(node.Folder, stop, "--demo"))
        {
        }

        foreach (var rows in sizes)
        {
            await node.AddAsync(Path.Combine(folder, $"{SlugOf(rows)}.csv"), rows, stop);
        }

        return node;
    }

    public Task<ServingNode> ServeAsync(CancellationToken stop) => ServingNode.StartAsync(Folder, stop);

    private async Task AddAsync(string file, long rows, CancellationToken stop)
    {
        BenchRun.Tell($"adding a dataset of {rows} rows to the node");
        GeneratedCsv.Write(file, rows);
        await GongxinProgram.LoadAsync(Folder, file, SlugOf(rows), stop);
        File.Delete(file);

        // The index is built in the background when the version is published, or by the first question.
        await using var serving = await ServeAsync(stop);
        (await serving.Client.GetAsync($"/api/v1/datasets/{SlugOf(rows)}/rows?limit=1", stop)).EnsureSuccessStatusCode().Dispose();
        var version = await serving.Client.GetFromJsonAsync<JsonElement>($"/api/v1/datasets/{SlugOf(rows)}/versions/latest", stop);
        var index = Path.Combine(Folder, "cache", "rows", version.GetProperty("lineage").GetProperty("dataSha256").GetString() + ".index");
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(IndexWithin);
        while (!File.Exists(index))
        {
            await Task.Delay(100, patience.Token);
        }
    }
}
