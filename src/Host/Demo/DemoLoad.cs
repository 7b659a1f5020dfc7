using Gongxin.Catalogue.Series;
using Gongxin.Collection.Demonstration;
using Gongxin.Contracts.Catalogue;
using Gongxin.Contracts.Standards;
using Gongxin.Credit.Commitments;
using Gongxin.Credit.Measures.Demonstration;
using Gongxin.Host.Demo.Generating;
using Gongxin.Kernel.Identity;
using Gongxin.Kernel.Ledger;
using Gongxin.Registry.Subjects.Pairs;

namespace Gongxin.Host.Demo;

// Loads the demonstration data on the way that everybody's data goes. What is there already is passed over.
internal static class DemoLoad
{
    private const int AssociationCount = 12;
    private const int FirmCount = 6;
    private const int PairCount = 4;
    private static readonly (string Zh, string En) SeriesTitle = ("统计用区划代码（2023）", "Division codes used in statistics, 2023");
    private static readonly (string Zh, string En) SeriesSummary = ("国家统计局统计用区划代码 2023 年版，从省级到村级，每级一个数据集。", "The division codes of the National Bureau of Statistics, edition 2023, from provinces to villages, a dataset for each level.");
    private static readonly (string Dataset, string Place)[] Levels =
        [("china-provinces", "1 省级"), ("china-cities", "2 地级"), ("china-counties", "3 县级"), ("china-townships", "4 乡级"), ("china-villages", "5 村级")];

    private static readonly string[] BodyNames = ["演示市场监督管理局（生成）", "演示财政局（生成）", "演示公共资源交易中心（生成）"];

    // Far from the numbers of generated subjects.
    private const int FirmFrom = 99_000_000;
    private const int PairFrom = FirmFrom + 21;

    public static async Task RunAsync(IServiceProvider services, CancellationToken ct)
    {
        foreach (var handIn in new DemoData(services.GetRequiredService<ICodeLists>()).All())
        {
            await using var scope = services.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<CurrentActor>().Actor = Actor.System("demo");
            await scope.ServiceProvider.GetRequiredService<ISubmissions>().LoadAsync(handIn, null, ct);
        }

        await DemonstrateSeries.RunAsync(services, "statistical-divisions-2023", SeriesTitle, SeriesSummary, Levels, ct);
        await DemonstrateReporting.RunAsync(services, Associations(), ct);
        await DemonstrateMeasures.RunAsync(services, Bodies(), Firms(), ct);

        // What stands under the code that another leads is shown with that other.
        await DemonstratePairs.RunAsync(services, Pairs(), ct);
        await DemonstrateCommitments.RunAsync(services, Bodies()[0], [.. Firms(), new(Pairs()[0].Other, Pairs()[0].Name)], ct);
        await using var last = services.CreateAsyncScope();
        await last.ServiceProvider.GetRequiredService<LedgerSequencer>().IntegrateAllAsync(ct);
    }

    private static List<DemonstrationFirm> Bodies() =>
        [.. BodyNames.Select((name, i) => new DemonstrationFirm(GeneratedSubjects.Uscc("11", FirmFrom + i), name))];

    private static List<DemonstrationFirm> Firms() =>
        [.. Enumerable.Range(1, FirmCount).Select(n => new DemonstrationFirm(GeneratedSubjects.Uscc("91", FirmFrom + n), $"演示第{n:00}号示例有限公司（生成）"))];

    // Sole traders that became firms: the organisation code is the same in both codes.
    private static List<DemonstrationPair> Pairs() =>
        [.. Enumerable.Range(PairFrom, PairCount).Select(n => new DemonstrationPair(GeneratedSubjects.Uscc("91", n), GeneratedSubjects.Uscc("92", n), $"演示第{n - FirmFrom:00}号示例商贸行（生成）"))];

    // Social organisations of the region that does not exist.
    private static List<DemonstrationAssociation> Associations() =>
        [.. Enumerable.Range(1, AssociationCount).Select(n => new DemonstrationAssociation(GeneratedSubjects.Uscc("51", n), $"演示行业协会{n:00}（生成）"))];
}
