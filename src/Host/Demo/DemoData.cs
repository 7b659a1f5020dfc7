using System.Text.Json;
using Gongxin.Contracts.Catalogue;
using Gongxin.Contracts.Standards;

namespace Gongxin.Host.Demo;

// The datasets that a node shows before anybody has handed anything in: every adopted code list, and the files that
// datasets.json describes. All of it is real.
internal sealed class DemoData(ICodeLists codeLists)
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "demo");

    // Large ones last, so that the portal fills quickly.
    public IEnumerable<HandIn> All() => Lists().Concat(Described()).OrderBy(h => new FileInfo(h.File).Length);

    private IEnumerable<HandIn> Lists() => codeLists.All.Select(list => new HandIn(list.File, Path.GetFileName(list.File))
    {
        About = new DatasetDescription
        {
            Slug = list.Slug,
            Title = list.Title.Zh,
            TitleEn = list.Title.En,
            Summary = list.Summary.Zh,
            SummaryEn = list.Summary.En,
            Theme = list.Theme,
            Provider = list.Issuer.Zh,
            ProviderEn = list.Issuer.En,
            Licence = list.Licence,
            Source = list.Source.Zh,
        },
    });

    private static IEnumerable<HandIn> Described() =>
        JsonSerializer.Deserialize<List<Entry>>(File.ReadAllText(Path.Combine(Folder, "datasets.json")), JsonSerializerOptions.Web)!
            .Select(e => new HandIn(Path.Combine(Folder, e.File), Path.GetFileName(e.File))
            {
                About = new DatasetDescription
                {
                    Slug = e.Slug,
                    Title = e.TitleZh,
                    TitleEn = e.TitleEn,
                    Summary = e.SummaryZh,
                    SummaryEn = e.SummaryEn,
                    Theme = e.Theme,
                    Provider = e.ProviderZh,
                    ProviderEn = e.ProviderEn,
                    Licence = e.Licence,
                    Source = e.Source,
                    Region = e.Region,
                },
            });

    private sealed record Entry(
        string Slug, string TitleZh, string TitleEn, string SummaryZh, string SummaryEn, string File, string ProviderZh, string ProviderEn, string Licence, string Source, string Theme, string? Region);
}
