using System.Globalization;

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
        var before = IndexCount();
        GeneratedCsv.Write(file, rows);
        await GongxinProgram.LoadAsync(Folder, file, SlugOf(rows), stop);
        File.Delete(file);

        // The first question has the index built in the background.
        await using var serving = await ServeAsync(stop);
        (await serving.Client.GetAsync($"/api/v1/datasets/{SlugOf(rows)}/rows?limit=1", stop)).EnsureSuccessStatusCode().Dispose();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(IndexWithin);
        while (IndexCount() <= before)
        {
            await Task.Delay(100, patience.Token);
        }
    }

    private int IndexCount()
    {
        var indexes = Path.Combine(Folder, "cache", "rows");
        return Directory.Exists(indexes) ? Directory.GetFiles(indexes, "*.index").Length : 0;
    }
}
