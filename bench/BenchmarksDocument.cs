namespace Gongxin.Bench;

// docs/benchmarks.md: a section's figures stand between its two marks.
internal static class BenchmarksDocument
{
    private static readonly string Path = System.IO.Path.Combine(SourceTree.Root, "docs", "benchmarks.md");

    public static void Replace(string section, string figures)
    {
        var (begin, end) = ($"<!-- bench:{section} -->", $"<!-- /bench:{section} -->");
        var text = File.ReadAllText(Path);
        var from = text.IndexOf(begin, StringComparison.Ordinal);
        var to = text.IndexOf(end, StringComparison.Ordinal);
        if (from < 0 || to < from)
        {
            throw new InvalidOperationException($"{Path} has no place for {section}: {begin} … {end}");
        }

        File.WriteAllText(Path, $"{text[..(from + begin.Length)]}\n{figures}\n{text[to..]}");
    }
}
