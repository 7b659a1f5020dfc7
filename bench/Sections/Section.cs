using Gongxin.Bench.Measuring;

namespace Gongxin.Bench.Sections;

internal abstract class Section(string name, string title)
{
    public static IReadOnlyList<Section> All { get; } =
    [
        new LoadSection("load", "Load", run => run.Choose<long[]>([100_000], [100_000, 1_000_000])),
        new LoadSection("load-large", "Load, a hundredfold", run => run.Choose<long[]>([1_000_000], [10_000_000])) { IsOptional = true },
        new PersonalDataSection(),
        new QuerySection(),
        new DiffSection(),
        new RowsSection(),
        new SearchSection(),
        new CollectionSection(),
        new CreditSection("credit", "Credit", run => run.Choose((5_000, 20_000), (100_000, 1_000_000))),
        new CreditSection("credit-large", "Credit, tenfold", run => run.Choose((20_000, 100_000), (1_000_000, 10_000_000))) { IsOptional = true },
        new FacadesSection(),
        new MemorySection(),
        new StartSection(),
        new PagesSection(),
    ];

    public string Name { get; } = name;
    public string Title { get; } = title;

    // Runs only when it is named.
    public bool IsOptional { get; init; }

    public abstract Task<Figures> MeasureAsync(BenchRun run);
}
