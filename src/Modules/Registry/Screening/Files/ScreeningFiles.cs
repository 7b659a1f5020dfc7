using Gongxin.Kernel.Jobs;
using Gongxin.Kernel.Settings;

namespace Gongxin.Registry.Screening.Files;

// Where files of names wait for their screening and results wait for whoever asked. A list that somebody hands in is nobody else's business:
// it is no blob, goes when it was screened, and its result goes after a week.
internal sealed class ScreeningFiles(PlatformSettings settings)
{
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(7);

    public DirectoryInfo Folder => new(Path.Combine(settings.CacheFolder, "screenings"));

    public string InputOf(Guid operation) => Path.Combine(Folder.FullName, $"{operation:N}.in");

    public string ResultOf(Guid operation) => Path.Combine(Folder.FullName, $"{operation:N}.csv");

    // Made in the same folder, so that a finished file gets its name at once.
    public string UnfinishedOf(Guid operation) => Path.Combine(Folder.FullName, $"{operation:N}.part");
}

// Takes away what has expired, and what was left of screenings that came to nothing.
internal sealed class SweepScreenings(ScreeningFiles files, TimeProvider clock) : IJob
{
    public Task<JobOutcome> RunAsync(CancellationToken ct)
    {
        var before = (clock.GetUtcNow() - ScreeningFiles.KeptFor).UtcDateTime;
        var expired = files.Folder.Exists ? files.Folder.EnumerateFiles().Where(file => file.LastWriteTimeUtc < before).ToList() : [];
        expired.ForEach(file => file.Delete());
        return Task.FromResult(JobOutcome.Done(expired.Count));
    }
}
