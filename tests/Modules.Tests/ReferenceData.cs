using System.Runtime.CompilerServices;

namespace Gongxin.Modules.Tests;

// Data that lies beside the repository on some machines and is not part of it.
internal static class ReferenceData
{
    /// <summary>The folder, or the test is skipped and says why.</summary>
    public static string Folder(string path, [CallerFilePath] string here = "")
    {
        var root = new DirectoryInfo(Path.GetDirectoryName(here)!);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "Gongxin.slnx")))
        {
            root = root.Parent;
        }

        var folder = Path.GetFullPath(Path.Combine(root?.FullName ?? ".", "..", "shared", path));
        Assert.SkipUnless(Directory.Exists(folder), $"../shared/{path} is not on this machine.");
        return folder;
    }
}
