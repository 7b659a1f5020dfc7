using Gongxin.Collection.Demonstration;
using Gongxin.Contracts.Catalogue;
using Gongxin.Contracts.Standards;
using Gongxin.Host.Demo.Generating;
using Gongxin.Kernel.Identity;
using Gongxin.Kernel.Ledger;

namespace Gongxin.Host.Demo;

// Loads the demonstration data on the way that everybody's data goes. What is there already is passed over.
internal static class DemoLoad
{
    private const int AssociationCount = 12;

    public static async Task RunAsync(IServiceProvider services, CancellationToken ct)
    {
        foreach (var handIn in new DemoData(services.GetRequiredService<ICodeLists>()).All())
        {
            await using var scope = services.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<CurrentActor>().Actor = Actor.System("demo");
            await scope.ServiceProvider.GetRequiredService<ISubmissions>().LoadAsync(handIn, null, ct);
        }

        await DemonstrateReporting.RunAsync(services, Associations(), ct);
        await using var last = services.CreateAsyncScope();
        await last.ServiceProvider.GetRequiredService<LedgerSequencer>().IntegrateAllAsync(ct);
    }

    // Social organisations of the region that does not exist.
    private static List<DemonstrationAssociation> Associations() =>
        [.. Enumerable.Range(1, AssociationCount).Select(n => new DemonstrationAssociation(GeneratedSubjects.Uscc("51", n), $"演示行业协会{n:00}（生成）"))];
}
