using Gongxin.Bench.Programs;

namespace Gongxin.Bench;

// One run: its temporary folder, deleted at the end, and the node that several sections share.
internal sealed class BenchRun(bool isQuick, CancellationToken stop) : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gongxin-bench-");
    private PreparedNode? _node;

    public bool IsQuick { get; } = isQuick;
    public CancellationToken Stop { get; } = stop;

    public T Choose<T>(T quick, T full) => IsQuick ? quick : full;

    // A folder of a section's own, which it deletes when it is through.
    public ScratchFolder Scratch() => new(_folder.CreateSubdirectory(Guid.CreateVersion7().ToString("N")).FullName);

    // What is going on, for whoever waits; the figures go to standard output.
    public static void Tell(string what) => Console.Error.WriteLine($"  … {what}");

    public async Task<PreparedNode> NodeAsync() =>
        _node ??= await PreparedNode.CreateAsync(_folder.CreateSubdirectory("node").FullName, Choose<long[]>([100_000], [100_000, 1_000_000, 10_000_000]), Stop);

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }
}

internal sealed class ScratchFolder(string path) : IDisposable
{
    public string File(string name) => Path.Combine(path, name);

    public void Require(long bytes)
    {
        var free = new DriveInfo(path).AvailableFreeSpace;
        if (free < bytes)
        {
            throw new InvalidOperationException($"This section needs {bytes >> 30} GiB in {path}, where {free >> 30} GiB are free; TMPDIR names another folder.");
        }
    }

    public void Dispose() => Directory.Delete(path, recursive: true);
}
