using System.Collections.Concurrent;
using System.Globalization;
using Gongxin.Contracts.Standards;
using Gongxin.Kernel.Text;

namespace Gongxin.Catalogue.Resources;

// Names of codes in the reader's language, from the lists themselves.
internal sealed class CodeNames(ICodeLists lists)
{
    private readonly ConcurrentDictionary<string, Dictionary<string, string>> _byName = new(StringComparer.Ordinal);

    public string? Of(string list, string? code) => code is null ? null : NameOf(list, code) ?? code;

    public CodedValue? Value(string list, string? code) =>
        code is null ? null : new CodedValue(code, NameOf(list, code) ?? code, list, lists.Find(list)?.Edition ?? "");

    public IReadOnlyList<CodedValue> All(string list) =>
        [.. (lists.Find(list)?.Items ?? []).Select(item => Value(list, item.Code)!)];

    // As tables of departments write it, whatever the reader's language.
    public string? ChineseOf(string list, string? code) => code is null ? null : lists.Item(list, code)?.Name.Zh ?? code;

    // The code that a cell means: the code itself, or a name in either language; null for neither.
    public string? CodeOf(string list, string written)
    {
        var text = NormalForm.HalfWidth(written).Trim();
        return lists.Item(list, text) is not null ? text : _byName.GetOrAdd(list, ReadNames).GetValueOrDefault(NormalForm.ForSearch(text));
    }

    // The guide says 每季度 where the platforms' list says 每季.
    private Dictionary<string, string> ReadNames(string list)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var item in lists.Find(list)?.Items ?? [])
        {
            names.TryAdd(NormalForm.ForSearch(item.Name.Zh), item.Code);
            names.TryAdd(NormalForm.ForSearch(item.Name.Zh) + "度", item.Code);
            names.TryAdd(NormalForm.ForSearch(item.Name.En), item.Code);
        }

        return names;
    }

    private string? NameOf(string list, string code)
    {
        var culture = CultureInfo.CurrentUICulture;
        return lists.Item(list, code)?.Name is { } name ? name.In(culture) is { Length: > 0 } here ? here : name.Zh : null;
    }
}

// A code with its name in the reader's language, and the list and edition that it is of.
public sealed record CodedValue(string Code, string Name, string List, string Edition);
