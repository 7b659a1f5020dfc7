using System.Globalization;
using Gongxin.Contracts.Catalogue;
using Gongxin.Kernel.Data;
using Gongxin.Ui.Shell;

namespace Gongxin.Portal.Home;

// What the home page shows of the catalogue, read once per revision and language.
public sealed class HomeReads
{
    private const int ListMax = 6;

    private readonly IShellFacts _facts;
    private readonly RevisionCache<string, HomeView> _views;

    internal HomeReads(IShellFacts facts, PublicRevision revision)
    {
        (_facts, _views) = (facts, new RevisionCache<string, HomeView>(revision, Languages.All.Count));
    }

    public Task<HomeView> ReadAsync(ICatalogueReads catalogue, CancellationToken ct) =>
        _views.GetAsync(CultureInfo.CurrentUICulture.Name, async _ => new HomeView(
            _facts.Current.LedgerSize,
            await catalogue.FiguresAsync(ct),
            await catalogue.ThemesAsync(ct),
            await catalogue.NewestAsync(ListMax, ct),
            await catalogue.LargestAsync(ListMax, ct)));
}

/// <param name="Position">Size of the ledger; null when it was not known.</param>
public sealed record HomeView(
    long? Position,
    CatalogueFigures Figures,
    IReadOnlyList<ThemeCount> Themes,
    IReadOnlyList<DatasetItem> Newest,
    IReadOnlyList<DatasetItem> Largest);
