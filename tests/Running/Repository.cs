using System.Runtime.CompilerServices;

namespace Gongxin.Running;

internal static class Repository
{
    public static string Root { get; } = Find();

    // Real data beside the repository; the test is skipped where it is absent.
    public static string Shared(string path)
    {
        var folder = Path.GetFullPath(Path.Combine(Root, "..", "shared", path));
        Assert.SkipUnless(Directory.Exists(folder), $"../shared/{path} is not on this machine.");
        return folder;
    }

    private static string Find([CallerFilePath] string here = "")
    {
        var folder = new DirectoryInfo(Path.GetDirectoryName(here)!);
        while (!File.Exists(Path.Combine(folder.FullName, "Gongxin.slnx")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("No Gongxin.slnx above the tests.");
        }

        return folder.FullName;
    }
}
