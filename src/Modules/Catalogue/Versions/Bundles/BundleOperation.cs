using System.Text.Json;
using Gongxin.Catalogue.Datasets;
using Gongxin.Kernel.Blobs;
using Gongxin.Kernel.Jobs;
using Gongxin.Kernel.Settings;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Catalogue.Versions.Bundles;

// Makes a bundle. Started again after a kill it writes over the same temporary file; its end, the bundle's row and nothing else
// are one transaction.
internal sealed class BundleOperation(BundleSources sources, BundleFile file, IBlobs blobs, PlatformSettings settings, CatalogueDb catalogue) : IOperationHandler
{
    public const string KindName = "dataset.bundle";
    private const string Step = "bundle.Writing";

    public string Kind => KindName;

    public static string InputOf(string slug, int number) => JsonSerializer.Serialize(new Input(slug, number), StoredJson.Options);

    public async Task RunAsync(OperationContext context, CancellationToken ct)
    {
        var input = JsonSerializer.Deserialize<Input>(context.Operation.Input, StoredJson.Options)!;
        var content = await sources.ReadAsync(input.Dataset, input.Version, ct);
        var dataset = await catalogue.Datasets.AsNoTracking().SingleAsync(d => d.Slug == input.Dataset, ct);
        var temporary = Path.Combine(settings.TempFolder, $"bundle-{dataset.Id.Value:N}-{input.Version}.zip");
        try
        {
            await using (var zip = new FileStream(temporary, FileMode.Create, FileAccess.ReadWrite, FileShare.None, 1 << 16))
            {
                await using var counted = new CountedStream(zip, written => context.Progress.Report(new OperationProgress(Step, written, null)));
                await file.WriteAsync(content, counted, ct);
            }

            var blob = await blobs.PutFileAsync(temporary, ct);
            var bundle = Bundle.Of(dataset.Id, input.Version, blob, sources.Now);
            if (!await catalogue.Bundles.AnyAsync(b => b.DatasetId == dataset.Id && b.Number == input.Version, ct))
            {
                catalogue.Add(bundle);
            }

            context.Operation.Succeed(JsonSerializer.Serialize(BundleView.Of(input.Dataset, bundle), StoredJson.Options), sources.Now);
            await catalogue.SaveAsync(ct);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    private sealed record Input(string Dataset, int Version);
}
