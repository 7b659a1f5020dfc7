using System.Collections.Concurrent;
using System.Globalization;
using Gongxin.Contracts.Catalogue;
using Gongxin.Ui.Shell;

namespace Gongxin.Portal.Home;

// What the home page shows of the catalogue. Every change of published data is an entry of the ledger, so what was read
// at one size of the ledger holds until it grows; after a minute it is read again all the same, for what is not public.
public sealed class HomeReads
{
    private const int ListMax = 6;
    private static readonly TimeSpan AgeMax = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, HomeView> _views = new(StringComparer.Ordinal);
    private readonly IShellFacts _facts;
    private readonly TimeProvider _clock;

    internal HomeReads(IShellFacts facts, TimeProvider clock)
    {
        (_facts, _clock) = (facts, clock);
    }

    public async Task<HomeView> ReadAsync(ICatalogueReads catalogue, CancellationToken ct)
    {
        var language = CultureInfo.CurrentUICulture.Name;
        var position = _facts.Current.LedgerSize;
        var now = _clock.GetUtcNow();
        if (position is not null && _views.TryGetValue(language, out var known) && known.Position == position && now - known.ReadAt < AgeMax)
        {
            return known;
        }

        var view = new HomeView(
            position,
            now,
            await catalogue.FiguresAsync(ct),
            await catalogue.ThemesAsync(ct),
            await catalogue.NewestAsync(ListMax, ct),
            await catalogue.LargestAsync(ListMax, ct));
        _views[language] = view;
        return view;
    }
}

/// <param name="Position">Size of the ledger when it was read; null when it was not known.</param>
public sealed record HomeView(
    long? Position,
    DateTimeOffset ReadAt,
    CatalogueFigures Figures,
    IReadOnlyList<ThemeCount> Themes,
    IReadOnlyList<DatasetItem> Newest,
    IReadOnlyList<DatasetItem> Largest);
