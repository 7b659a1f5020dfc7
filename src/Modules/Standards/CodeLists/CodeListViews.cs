using Gongxin.Contracts.Standards;
using Gongxin.Kernel.Text;

namespace Gongxin.Standards.CodeLists;

/// <summary>A code list without its items.</summary>
/// <param name="Items">Number of items.</param>
/// <param name="Unverified">Items that were not compared with the text of their source.</param>
/// <param name="Sha256">Digest of the list's file.</param>
public sealed record CodeListView(
    string Slug,
    TwoTexts Title,
    string Edition,
    TwoTexts Issuer,
    string Theme,
    TwoTexts Summary,
    TwoTexts Source,
    string Licence,
    int Items,
    int Unverified,
    string Sha256)
{
    internal static CodeListView Of(CodeList list) => new(
        list.Slug,
        list.Title,
        list.Edition,
        list.Issuer,
        list.Theme,
        list.Summary,
        list.Source,
        list.Licence,
        list.Items.Count,
        Count(list, "unverified"),
        list.Sha256);

    private static int Count(CodeList list, string certainty)
    {
        var at = list.Columns.ToList().IndexOf("certainty");
        return at < 0 ? 0 : list.Items.Count(item => item.Cells[at] == certainty);
    }
}

/// <summary>One item.</summary>
/// <param name="More">The other columns of the list, by name; empty ones are left out.</param>
public sealed record CodeItemView(string Code, TwoTexts Name, IReadOnlyDictionary<string, string> More)
{
    internal static CodeItemView Of(CodeList list, CodeItem item) => new(
        item.Code,
        item.Name,
        list.Columns.Zip(item.Cells).Skip(1)
            .Where(cell => cell.First is not ("name_zh" or "name_en") && cell.Second.Length > 0)
            .ToDictionary(cell => cell.First, cell => cell.Second, StringComparer.Ordinal));
}

/// <summary>A list with one page of its items.</summary>
/// <param name="Total">Exact number of items that were asked for.</param>
/// <param name="Next">Opaque cursor of the next page; null at the end.</param>
public sealed record CodeListItems(CodeListView List, IReadOnlyList<CodeItemView> Items, long Total, string? Next);
