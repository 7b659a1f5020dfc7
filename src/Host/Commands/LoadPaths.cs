namespace Gongxin.Host.Commands;

// Which files the paths of a command line mean: files as they are; of folders, all data files in them, in order.
internal static class LoadPaths
{
    private static readonly string[] Extensions = [".csv", ".tsv", ".txt", ".json", ".ndjson", ".jsonl", ".xls", ".xlsx"];

    public static IReadOnlyList<string> FilesOf(IEnumerable<string> paths, out string? missing)
    {
        var files = new List<string>();
        missing = null;
        foreach (var path in paths)
        {
            if (File.Exists(path))
            {
                files.Add(path);
            }
            else if (Directory.Exists(path))
            {
                files.AddRange(Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories)
                    .Where(f => Extensions.Contains(Path.GetExtension(f), StringComparer.OrdinalIgnoreCase))
                    .Order(StringComparer.Ordinal));
            }
            else
            {
                missing = path;
                return [];
            }
        }

        return files;
    }
}
