using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text.Json;
using Gongxin.Contracts.Standards;
using Gongxin.Kernel.Text;

namespace Gongxin.Standards.CodeLists;

// The adopted lists: CSV files beside the program and an index that says what each is. Read once, at first use.
internal sealed class CodeListFiles(string folder) : ICodeLists
{
    private readonly Lazy<Content> _content = new(() => Read(folder));

    public static string FolderBesideTheProgram { get; } = Path.Combine(AppContext.BaseDirectory, "standards", "code-lists");

    public IReadOnlyList<CodeList> All => _content.Value.Lists;

    public CodeList? Find(string slug) => _content.Value.BySlug.GetValueOrDefault(slug);

    public CodeItem? Item(string slug, string code) => _content.Value.Items.GetValueOrDefault((slug, code));

    private static Content Read(string folder)
    {
        var entries = JsonSerializer.Deserialize<List<Entry>>(File.ReadAllText(Path.Combine(folder, "lists.json")), JsonSerializerOptions.Web)
            ?? throw new InvalidDataException("The index of the code lists is empty.");
        var lists = entries.OrderBy(e => e.Slug, StringComparer.Ordinal).Select(e => ReadList(e, Path.Combine(folder, e.Slug + ".csv"))).ToList();

        // A code stands more than once only in lists of dated rows; the newest is the one meant.
        var items = new Dictionary<(string, string), CodeItem>();
        foreach (var (list, item) in lists.SelectMany(l => l.Items, (l, i) => (l, i)))
        {
            items[(list.Slug, item.Code)] = item;
        }

        return new Content(lists, lists.ToFrozenDictionary(l => l.Slug, StringComparer.Ordinal), items.ToFrozenDictionary());
    }

    private static CodeList ReadList(Entry about, string file)
    {
        var csv = OwnCsv.ReadFile(file);
        var zh = csv.IndexOf("name_zh");
        var en = csv.Columns.Contains("name_en") ? csv.IndexOf("name_en") : -1;
        return new CodeList
        {
            Slug = about.Slug,
            Title = new TwoTexts(about.TitleZh, about.TitleEn),
            Edition = about.Edition,
            Issuer = new TwoTexts(about.IssuerZh, about.IssuerEn),
            Theme = about.Theme,
            Summary = new TwoTexts(about.SummaryZh, about.SummaryEn),
            Source = new TwoTexts(about.SourceZh, about.SourceEn),
            Licence = about.Licence,
            File = file,
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file))),
            Columns = csv.Columns,
            Items = [.. csv.Rows.Select(row => new CodeItem(row[0], new TwoTexts(row[zh], en < 0 ? "" : row[en]), row))],
        };
    }

    private sealed record Content(
        IReadOnlyList<CodeList> Lists, FrozenDictionary<string, CodeList> BySlug, FrozenDictionary<(string Slug, string Code), CodeItem> Items);

    private sealed record Entry(
        string Slug,
        string TitleZh,
        string TitleEn,
        string Edition,
        string IssuerZh,
        string IssuerEn,
        string Theme,
        string SummaryZh,
        string SummaryEn,
        string SourceZh,
        string SourceEn,
        string Licence);
}
