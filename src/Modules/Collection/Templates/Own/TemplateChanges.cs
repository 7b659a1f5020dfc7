using System.Text.Json;

namespace Gongxin.Collection.Templates.Own;

// In which parts two drafts differ: told to whoever would have written over another's work.
internal static class TemplateChanges
{
    private const int NamedMax = 10;

    public static IReadOnlyList<string> Between(TemplateContent now, TemplateContent wanted)
    {
        var parts = new List<string>();
        if (JsonSerializer.Serialize(Head(now), ReadyTemplates.Json) != JsonSerializer.Serialize(Head(wanted), ReadyTemplates.Json))
        {
            parts.Add(now.Title);
        }

        parts.AddRange(Parts(now.Sheets, wanted.Sheets, s => s.Name));
        parts.AddRange(Parts(now.Checks, wanted.Checks, c => c.Code));
        return [.. parts.Distinct(StringComparer.Ordinal).Take(NamedMax)];
    }

    private static TemplateContent Head(TemplateContent content) => content with { Code = "", Edition = 0, Sheets = [], Checks = [] };

    private static IEnumerable<string> Parts<T>(IReadOnlyList<T> now, IReadOnlyList<T> wanted, Func<T, string> name)
    {
        var (a, b) = (Written(now, name), Written(wanted, name));
        return a.Keys.Union(b.Keys).Where(k => a.GetValueOrDefault(k) != b.GetValueOrDefault(k));
    }

    private static Dictionary<string, string> Written<T>(IReadOnlyList<T> parts, Func<T, string> name) =>
        parts.GroupBy(name, StringComparer.Ordinal).ToDictionary(g => g.Key, g => JsonSerializer.Serialize(g.ToList(), ReadyTemplates.Json), StringComparer.Ordinal);
}
