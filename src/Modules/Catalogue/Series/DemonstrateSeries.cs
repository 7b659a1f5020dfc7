using Gongxin.Catalogue.Datasets;
using Gongxin.Catalogue.Entries;
using Gongxin.Kernel.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Gongxin.Catalogue.Series;

// A series of the demonstration, out of datasets that are there. Once it is there, people decide what is in it.
public static class DemonstrateSeries
{
    /// <param name="members">Datasets in their order, with their places.</param>
    public static async Task RunAsync(
        IServiceProvider services, string slug, (string Zh, string En) title, (string Zh, string En) summary, IReadOnlyList<(string Dataset, string Place)> members, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Actor = Actor.System("demo");
        var catalogue = scope.ServiceProvider.GetRequiredService<CatalogueDb>();
        if (await catalogue.Series.AnyAsync(s => s.Slug == slug, ct))
        {
            return;
        }

        var reads = scope.ServiceProvider.GetRequiredService<SeriesReads>();
        await KeepSeries.Handle(slug, new KeepSeries.Request(title.Zh, title.En, summary.Zh, summary.En), catalogue, reads, scope.ServiceProvider.GetRequiredService<TimeProvider>(), ct);
        foreach (var (dataset, place) in members)
        {
            // What was withdrawn since is no longer in it.
            if (!await catalogue.Published.AnyAsync(d => d.Slug == dataset, ct))
            {
                continue;
            }

            var region = (await scope.ServiceProvider.GetRequiredService<DatasetReads>().DatasetAsync(dataset, ct)).Coverage.DeclaredRegion;
            await scope.ServiceProvider.GetRequiredService<StatedEntries>().StateAsync(dataset, new StateEntry.Request(region, null, null, null, slug, place), ct);
        }
    }
}
