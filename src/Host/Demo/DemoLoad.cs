using Gongxin.Contracts.Catalogue;
using Gongxin.Contracts.Standards;
using Gongxin.Kernel.Identity;
using Gongxin.Kernel.Ledger;

namespace Gongxin.Host.Demo;

// Loads the demonstration data on the way that everybody's data goes. What is there already is passed over.
internal static class DemoLoad
{
    public static async Task RunAsync(IServiceProvider services, CancellationToken ct)
    {
        foreach (var handIn in new DemoData(services.GetRequiredService<ICodeLists>()).All())
        {
            await using var scope = services.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<CurrentActor>().Actor = Actor.System("demo");
            await scope.ServiceProvider.GetRequiredService<ISubmissions>().LoadAsync(handIn, null, ct);
        }

        await using var last = services.CreateAsyncScope();
        await last.ServiceProvider.GetRequiredService<LedgerSequencer>().IntegrateAllAsync(ct);
    }
}
