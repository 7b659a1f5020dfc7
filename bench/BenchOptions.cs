using Gongxin.Bench.Sections;

namespace Gongxin.Bench;

internal sealed record BenchOptions(bool IsQuick, bool Write, IReadOnlyList<Section> Sections)
{
    // Null when something in the arguments is unknown.
    public static BenchOptions? Parse(string[] arguments)
    {
        var names = arguments.Where(a => a is not ("--quick" or "--write")).ToArray();
        var sections = Section.All.Where(s => names.Length == 0 ? !s.IsOptional : names.Contains(s.Name, StringComparer.Ordinal)).ToArray();
        return names.All(name => Section.All.Any(s => s.Name == name))
            ? new BenchOptions(arguments.Contains("--quick"), arguments.Contains("--write"), sections)
            : null;
    }
}
