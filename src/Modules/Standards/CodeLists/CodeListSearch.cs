using System.Collections.Concurrent;
using Gongxin.Contracts.Standards;
using Gongxin.Kernel.Text;

namespace Gongxin.Standards.CodeLists;

// Finds items by code, by name in either language, by pinyin and by initials. Lists are small: each item keeps one line
// of what it can be found by, made when its list is first searched.
internal sealed class CodeListSearch(ICodeLists lists)
{
    private const char Between = '\n';

    private readonly ConcurrentDictionary<string, string[]> _lines = new(StringComparer.Ordinal);

    public CodeList List(string slug) => lists.Find(slug) ?? throw StandardsRefusals.CodeListNotFound(slug);

    // Every word must be found in what the list says about itself.
    public IReadOnlyList<CodeList> Lists(string? words)
    {
        var wanted = Words(words);
        return [.. lists.All.Where(list => Array.TrueForAll(wanted, word => LineOf(list).Contains(word, StringComparison.Ordinal)))];
    }

    // Every word must be found somewhere in the item; without words, everything is.
    public IReadOnlyList<CodeItem> Find(CodeList list, string? words)
    {
        var wanted = Words(words);
        if (wanted.Length == 0)
        {
            return list.Items;
        }

        var lines = _lines.GetOrAdd(list.Slug, _ => [.. list.Items.Select(LineOf)]);
        return [.. list.Items.Where((_, i) => Array.TrueForAll(wanted, word => lines[i].Contains(word, StringComparison.Ordinal)))];
    }

    private static string[] Words(string? words) =>
        NormalForm.ForSearch(words is { Length: > ReadCodeList.WordsMax } ? words[..ReadCodeList.WordsMax] : words ?? "")
            .Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static string LineOf(CodeList list) => NormalForm.ForSearch(string.Join(
        ' ', list.Slug, list.Title.Zh, list.Title.En, list.Summary.Zh, list.Summary.En, list.Issuer.Zh, list.Issuer.En));

    private static string LineOf(CodeItem item) => string.Join(
        Between,
        NormalForm.ForSearch(item.Code),
        NormalForm.ForSearch(item.Name.Zh),
        NormalForm.ForSearch(item.Name.En),
        Pinyin.Full(item.Name.Zh),
        Pinyin.Initials(item.Name.Zh));
}
