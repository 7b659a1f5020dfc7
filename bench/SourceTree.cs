namespace Gongxin.Bench;

internal static class SourceTree
{
    public static string Root { get; } = Find();

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Gongxin.slnx")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("No Gongxin.slnx above the benchmarks.");
        }

        return folder.FullName;
    }
}
