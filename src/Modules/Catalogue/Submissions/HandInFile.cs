using Gongxin.Contracts.Catalogue;
using Gongxin.Kernel.Blobs;
using Gongxin.Kernel.Http;
using Gongxin.Kernel.Identity;
using Gongxin.Kernel.Jobs;
using Gongxin.Kernel.Settings;
using Gongxin.Kernel.Tabular;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Gongxin.Catalogue.Submissions;

// Takes a file over HTTP: stores the bytes as they stream in, writes the receipt and queues its load.
internal static class HandInFile
{
    public sealed record Response(Guid Operation, Guid Submission, string Sha256);

    public static async Task<Accepted<Response>> Handle(HttpContext http, HandInServices services, CancellationToken ct)
    {
        var (operation, submission, sha256) = await services.AcceptAsync(http.Request, ct);
        return TypedResults.Accepted($"/api/v1/operations/{operation}", new Response(operation, submission, sha256));
    }

    // The form of the upload page; without script it leads to the page of the operation.
    public static async Task<RedirectHttpResult> HandleForm(HttpContext http, HandInServices services, CancellationToken ct)
    {
        var (operation, _, _) = await services.AcceptAsync(http.Request, ct);
        return TypedResults.LocalRedirect($"/operations/{operation}");
    }
}

internal sealed class HandInServices(
    CatalogueDb catalogue, IBlobs blobs, Idempotency idempotency, OperationSignal signal, HandInForm form)
{
    public async Task<HandInFile.Response> AcceptAsync(HttpRequest request, CancellationToken ct)
    {
        var handedIn = await form.ReadAsync(request, blobs, ct);
        var fingerprint = $"hand-in {handedIn.Blob.Sha256} {handedIn.File.About.Slug}";
        if (await idempotency.FindAsync(fingerprint, ct) is { } outcome)
        {
            var ids = outcome.Split(' ');
            return new HandInFile.Response(Guid.Parse(ids[0]), Guid.Parse(ids[1]), handedIn.Blob.Sha256);
        }

        var now = form.Now;
        var submission = Submission.Receive(handedIn.Blob, handedIn.File, form.Actor, now);
        catalogue.Keep(submission);
        var operation = Operation.Queue(LoadOperation.KindName, submission.FileName, LoadOperation.InputOf(submission), form.Actor, form.Clock);
        catalogue.Add(operation);
        idempotency.Remember(fingerprint, $"{operation.Id.Value} {submission.Id.Value}");
        await catalogue.SaveAsync(ct);
        signal.Queued();
        return new HandInFile.Response(operation.Id.Value, submission.Id.Value, handedIn.Blob.Sha256);
    }
}
