using Gongxin.Kernel.Settings;

namespace Gongxin.Catalogue.Rows.Exports;

// Where results of exports lie until they expire; named by their operation.
internal sealed class ExportFolder(PlatformSettings settings)
{
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(7);

    public DirectoryInfo Folder => new(Path.Combine(settings.CacheFolder, "results"));

    public string FileOf(Guid operation, string extension) => Path.Combine(Folder.FullName, $"{operation:N}.{extension}");

    // Made in the same folder, so that a finished file gets its name at once.
    public string UnfinishedOf(Guid operation) => Path.Combine(Folder.FullName, $"{operation:N}.part");
}
