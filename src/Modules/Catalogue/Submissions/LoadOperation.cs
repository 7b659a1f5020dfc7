using System.Text.Json;
using Gongxin.Contracts.Datastore;
using Gongxin.Kernel.Errors;
using Gongxin.Kernel.Jobs;
using Gongxin.Kernel.Tabular;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Catalogue.Submissions;

// The operation behind an upload. Started again after a kill it finds its receipt still Received and begins anew; its
// end is saved in the transaction that publishes.
internal sealed class LoadOperation(CatalogueDb catalogue, LoadSubmission load, TimeProvider clock) : IOperationHandler
{
    public const string KindName = "dataset.load";

    public string Kind => KindName;

    public async Task RunAsync(OperationContext context, CancellationToken ct)
    {
        var input = JsonSerializer.Deserialize<Input>(context.Operation.Input, StoredJson.Options)!;
        var id = new SubmissionId(input.Submission);
        var submission = await catalogue.Submissions.SingleAsync(s => s.Id == id, ct);
        try
        {
            await load.RunAsync(
                submission,
                new Steps(context.Progress),
                report => context.Operation.Succeed(JsonSerializer.Serialize(SubmissionView.Of(submission, report), StoredJson.Options), clock.GetUtcNow().UtcDateTime),
                ct);
        }
        catch (TabularException refused)
        {
            throw FindingRefusal.Of(refused.Finding);
        }
    }

    public static string InputOf(Submission submission) => JsonSerializer.Serialize(new Input(submission.Id.Value), StoredJson.Options);

    private sealed record Input(Guid Submission);

    private sealed class Steps(IProgress<OperationProgress> progress) : IProgress<LoadProgress>
    {
        public void Report(LoadProgress value) => progress.Report(new OperationProgress($"load.{value.Step}", value.Done, value.Total));
    }
}
