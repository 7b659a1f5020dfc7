using System.Globalization;
using System.Text.Json;
using Gongxin.Catalogue.Datasets;
using Gongxin.Contracts.Datastore;
using Gongxin.Kernel.Jobs;
using Microsoft.AspNetCore.WebUtilities;

namespace Gongxin.Catalogue.Rows.Exports;

// What an export is asked to be. The version is a number: what is the newest may change until the operation runs.
internal sealed record ExportInput(string Dataset, int Version, string Format, string Query);

// A finished export, in its operation's result.
internal sealed record ExportOutcome(string Dataset, int Version, long Rows, long Bytes, string Sha256, DateTime ExpiresAt, string Download);

// Writes an export into its file. Started again after a kill it begins anew and writes over what was left.
internal sealed class ExportOperation(DatasetReads reads, IExports exports, ExportFolder results, CatalogueDb catalogue, TimeProvider clock) : IOperationHandler
{
    public const string KindName = "dataset.export";
    public const long BytesMax = 8L << 30;
    private const string Step = "export.Writing";

    public string Kind => KindName;

    public async Task RunAsync(OperationContext context, CancellationToken ct)
    {
        var input = JsonSerializer.Deserialize<ExportInput>(context.Operation.Input, StoredJson.Options)!;
        var open = await reads.OpenAsync(input.Dataset, input.Version.ToString(CultureInfo.InvariantCulture), null, ct);
        var request = exports.Parse(open.Stored.Schema, exports.FormatOf(input.Format)!.Value, QueryHelpers.ParseQuery(input.Query));
        var id = context.Operation.Id.Value;
        results.Folder.Create();
        var unfinished = results.UnfinishedOf(id);
        try
        {
            ExportResult result;
            await using (var file = new FileStream(unfinished, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16))
            {
                await using var counted = new CountedStream(file, written => Tell(context.Progress, written));
                result = await exports.WriteAsync(open.Stored, request, counted, ct);
            }

            File.Move(unfinished, results.ResultOf(id, input.Format), overwrite: true);
            var now = clock.GetUtcNow().UtcDateTime;
            var outcome = new ExportOutcome(
                input.Dataset, input.Version, result.RowCount, result.Bytes, result.Sha256, now + OperationFiles.KeptFor, $"/api/v1/datasets/{input.Dataset}/exports/{id}");
            context.Operation.Succeed(JsonSerializer.Serialize(outcome, StoredJson.Options), now);
            await catalogue.SaveAsync(ct);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    internal static void Tell(IProgress<OperationProgress> progress, long written)
    {
        if (written > BytesMax)
        {
            throw CatalogueRefusals.ExportTooLarge(BytesMax >> 30);
        }

        progress.Report(new OperationProgress(Step, written, null));
    }
}
