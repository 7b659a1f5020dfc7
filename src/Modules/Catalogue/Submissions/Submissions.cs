using Gongxin.Contracts.Catalogue;
using Gongxin.Contracts.Datastore;
using Gongxin.Kernel.Blobs;
using Gongxin.Kernel.Identity;

namespace Gongxin.Catalogue.Submissions;

internal sealed class Submissions(
    CatalogueDb catalogue, IBlobs blobs, LoadSubmission load, CurrentActor current, TimeProvider clock) : ISubmissions
{
    public async Task<SubmissionReport> LoadAsync(HandIn handIn, IProgress<LoadProgress>? progress, CancellationToken ct)
    {
        BlobRef blob;
        await using (var file = File.OpenRead(handIn.File))
        {
            blob = await blobs.PutAsync(file, null, ct);
        }

        var submission = Submission.Receive(blob, handIn, current.Actor, clock.GetUtcNow().UtcDateTime);
        if (await load.FindUnchangedAsync(submission, ct) is { } known)
        {
            return known;
        }

        catalogue.Keep(submission);
        await catalogue.SaveAsync(ct);
        return await load.RunAsync(submission, progress, whenPublished: null, ct);
    }
}
