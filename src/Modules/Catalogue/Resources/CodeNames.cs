using System.Globalization;
using Gongxin.Contracts.Standards;

namespace Gongxin.Catalogue.Resources;

// Names of codes in the reader's language, from the lists themselves.
internal sealed class CodeNames(ICodeLists lists)
{
    public string? Of(string list, string? code) => code is null ? null : NameOf(list, code) ?? code;

    public CodedValue? Value(string list, string? code) =>
        code is null ? null : new CodedValue(code, NameOf(list, code) ?? code, list, lists.Find(list)?.Edition ?? "");

    public IReadOnlyList<CodedValue> All(string list) =>
        [.. (lists.Find(list)?.Items ?? []).Select(item => Value(list, item.Code)!)];

    private string? NameOf(string list, string code)
    {
        var culture = CultureInfo.CurrentUICulture;
        return lists.Item(list, code)?.Name is { } name ? name.In(culture) is { Length: > 0 } here ? here : name.Zh : null;
    }
}

// A code with its name in the reader's language, and the list and edition that it is of.
public sealed record CodedValue(string Code, string Name, string List, string Edition);
