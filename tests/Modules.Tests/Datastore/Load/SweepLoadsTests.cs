using Gongxin.Datastore.Load;
using Gongxin.Kernel.Settings;

namespace Gongxin.Modules.Tests.Datastore.Load;

public sealed class SweepLoadsTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gongxin-sweep-");

    [Fact]
    public async Task Only_files_that_nobody_touched_for_a_day_go()
    {
        var settings = new PlatformSettings { DataFolder = _folder.FullName };
        var loads = Directory.CreateDirectory(LoadFiles.FolderOf(settings));
        var old = Path.Combine(loads.FullName, "old.parquet");
        var fresh = Path.Combine(loads.FullName, "fresh.parquet");
        await File.WriteAllTextAsync(old, "x");
        await File.WriteAllTextAsync(fresh, "x");
        File.SetLastWriteTimeUtc(old, TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(-2));

        var outcome = await new SweepLoads(settings, TimeProvider.System).RunAsync(TestContext.Current.CancellationToken);

        Assert.Equal(1, outcome.Count);
        Assert.False(File.Exists(old));
        Assert.True(File.Exists(fresh));
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
