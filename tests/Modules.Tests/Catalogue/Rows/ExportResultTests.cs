using Gongxin.Catalogue.Rows.Exports;
using Gongxin.Kernel.Errors;
using Gongxin.Kernel.Jobs;
using Gongxin.Kernel.Settings;

namespace Gongxin.Modules.Tests.Catalogue.Rows;

public sealed class ExportResultTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gongxin-results-");

    [Fact]
    public async Task Results_go_after_seven_days_and_not_before()
    {
        var results = new ExportFolder(new PlatformSettings { DataFolder = _folder.FullName });
        var clock = new TestClock();
        Assert.Equal(0, (await new SweepOperationFiles([results], clock).RunAsync(TestContext.Current.CancellationToken)).Count);
        results.Folder.Create();
        foreach (var (name, age) in new[] { ("young.csv", OperationFiles.KeptFor - TimeSpan.FromMinutes(1)), ("old.csv", OperationFiles.KeptFor + TimeSpan.FromMinutes(1)) })
        {
            var file = Path.Combine(results.Folder.FullName, name);
            await File.WriteAllTextAsync(file, "x", TestContext.Current.CancellationToken);
            File.SetLastWriteTimeUtc(file, (clock.Now - age).UtcDateTime);
        }

        Assert.Equal(1, (await new SweepOperationFiles([results], clock).RunAsync(TestContext.Current.CancellationToken)).Count);
        Assert.Equal("young.csv", results.Folder.EnumerateFiles().Single().Name);
    }

    [Fact]
    public void A_file_beyond_the_bound_ends_with_a_refusal()
    {
        var progress = new Progress<OperationProgress>();
        ExportOperation.Tell(progress, ExportOperation.BytesMax);
        Assert.Equal("export.too-large", Assert.Throws<Refusal>(() => ExportOperation.Tell(progress, ExportOperation.BytesMax + 1)).Code);
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
