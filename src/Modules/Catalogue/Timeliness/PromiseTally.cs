namespace Gongxin.Catalogue.Timeliness;

// Adds datasets up, as a whole, by provider and by theme.
internal sealed class PromiseTally
{
    private readonly Dictionary<string, (string? NameEn, Sum Sum)> _providers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Sum> _themes = new(StringComparer.Ordinal);

    public Sum All { get; } = new();
    public List<(DeclaredDataset Dataset, UpdatePromise Promise)> Late { get; } = [];

    public void Add(DeclaredDataset dataset, UpdatePromise? promise, FreshnessState state, (int Kept, int Missed) counts)
    {
        var provider = dataset.Provider ?? "";
        if (!_providers.TryGetValue(provider, out var known))
        {
            _providers[provider] = known = (dataset.ProviderEn, new Sum());
        }

        var theme = dataset.Theme ?? "";
        if (!_themes.TryGetValue(theme, out var themed))
        {
            _themes[theme] = themed = new Sum();
        }

        foreach (var sum in new[] { All, known.Sum, themed })
        {
            sum.Add(state, counts);
        }

        if (promise is not null && state is FreshnessState.Overdue)
        {
            Late.Add((dataset, promise));
        }
    }

    public IReadOnlyList<PromiseGroup> Providers(bool inEnglish) =>
        Sorted(_providers.Select(p => new PromiseGroup(NullIfNone(p.Key), NullIfNone((inEnglish ? p.Value.NameEn : null) ?? p.Key), p.Value.Sum.Figures)));

    public IReadOnlyList<PromiseGroup> Themes(Func<string?, string?> nameOf) =>
        Sorted(_themes.Select(t => new PromiseGroup(NullIfNone(t.Key), nameOf(NullIfNone(t.Key)), t.Value.Figures)));

    private static IReadOnlyList<PromiseGroup> Sorted(IEnumerable<PromiseGroup> groups) =>
        [.. groups.OrderByDescending(g => g.Figures.Overdue).ThenByDescending(g => g.Figures.Promised).ThenBy(g => g.Value, StringComparer.Ordinal)];

    private static string? NullIfNone(string text) => text.Length == 0 ? null : text;

    internal sealed class Sum
    {
        private readonly int[] _states = new int[Enum.GetValues<FreshnessState>().Length];
        private int _kept;
        private int _missed;

        public PromiseFigures Figures => new(
            _states.Sum(), _states.Sum() - Of(FreshnessState.NoPromise), Of(FreshnessState.Current), Of(FreshnessState.DueSoon), Of(FreshnessState.Overdue), _kept, _missed);

        public void Add(FreshnessState state, (int Kept, int Missed) counts)
        {
            _states[(int)state]++;
            _kept += counts.Kept;
            _missed += counts.Missed;
        }

        private int Of(FreshnessState state) => _states[(int)state];
    }
}
