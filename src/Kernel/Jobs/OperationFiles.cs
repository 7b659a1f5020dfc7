using Gongxin.Kernel.Settings;

namespace Gongxin.Kernel.Jobs;

/// <summary>
/// Files that operations of one kind are given and make, named by their operation. They are no blobs: a list that somebody hands in, and what
/// was made of it, is nobody else's business and goes after a week.
/// </summary>
/// <param name="settings">Name the folder of the cache.</param>
/// <param name="folder">Name of the kind's own folder in it.</param>
public abstract class OperationFiles(PlatformSettings settings, string folder)
{
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(7);

    public DirectoryInfo Folder => new(Path.Combine(settings.CacheFolder, folder));

    public string InputOf(Guid operation) => FileOf(operation, "in");

    public string ResultOf(Guid operation, string extension) => FileOf(operation, extension);

    /// <summary>Lies in the same folder, so that a finished file gets its name at once.</summary>
    public string UnfinishedOf(Guid operation) => FileOf(operation, "part");

    private string FileOf(Guid operation, string extension) => Path.Combine(Folder.FullName, $"{operation:N}.{extension}");
}

// Takes away what has expired, and what was left of operations that came to nothing.
internal sealed class SweepOperationFiles(IEnumerable<OperationFiles> kinds, TimeProvider clock) : IJob
{
    public Task<JobOutcome> RunAsync(CancellationToken ct)
    {
        var before = (clock.GetUtcNow() - OperationFiles.KeptFor).UtcDateTime;
        var expired = kinds.Where(k => k.Folder.Exists).SelectMany(k => k.Folder.EnumerateFiles()).Where(file => file.LastWriteTimeUtc < before).ToList();
        expired.ForEach(file => file.Delete());
        return Task.FromResult(JobOutcome.Done(expired.Count));
    }
}
