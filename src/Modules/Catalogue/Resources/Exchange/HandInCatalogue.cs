using Gongxin.Catalogue.Resources.Rules;
using Gongxin.Catalogue.Submissions;
using Gongxin.Kernel.Blobs;
using Gongxin.Kernel.Http;
using Gongxin.Kernel.Identity;
using Gongxin.Kernel.Jobs;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Catalogue.Resources.Exchange;

// Takes a catalogue over HTTP: stores the bytes, writes the receipt and queues the import.
internal static class HandInCatalogue
{
    public sealed record Response(Guid Operation, Guid Import, string Sha256);

    public static async Task<Accepted<Response>> Handle(HttpContext http, CatalogueHandIn handIn, CancellationToken ct)
    {
        var taken = await handIn.AcceptAsync(http.Request, ct);
        return TypedResults.Accepted($"/api/v1/operations/{taken.Operation}", taken);
    }

    // The form of the import page; without script it leads to the page of the operation.
    public static async Task<RedirectHttpResult> HandleForm(HttpContext http, CatalogueHandIn handIn, CancellationToken ct) =>
        TypedResults.LocalRedirect($"/operations/{(await handIn.AcceptAsync(http.Request, ct)).Operation}");
}

internal sealed class CatalogueHandIn(CatalogueDb catalogue, IBlobs blobs, Idempotency idempotency, OperationSignal signal, HandInForm form)
{
    public async Task<HandInCatalogue.Response> AcceptAsync(HttpRequest request, CancellationToken ct)
    {
        var handedIn = await form.ReadAsync(request, blobs, ct);
        var fingerprint = $"import-resources {handedIn.Blob.Sha256}";
        if (await idempotency.FindAsync(fingerprint, ct) is { } outcome)
        {
            var ids = outcome.Split(' ');
            return new HandInCatalogue.Response(Guid.Parse(ids[0]), Guid.Parse(ids[1]), handedIn.Blob.Sha256);
        }

        var import = ResourceImport.Receive(handedIn.Blob, handedIn.File.FileName, form.Actor, form.Now);
        var operation = Operation.Queue(ImportOperation.KindName, import.FileName, ImportOperation.InputOf(import), form.Actor, form.Clock);
        catalogue.AddRange([import, operation]);
        catalogue.Audit("CatalogueReceived", $"resource-import:{import.Id.Value}", new { import.Sha256, import.Bytes });
        idempotency.Remember(fingerprint, $"{operation.Id.Value} {import.Id.Value}");
        await catalogue.SaveAsync(ct);
        signal.Queued();
        return new HandInCatalogue.Response(operation.Id.Value, import.Id.Value, handedIn.Blob.Sha256);
    }
}

// The receipt of an import, for whoever handed it in.
public sealed record ImportView(
    Guid Id, string State, string FileName, string Sha256, long Bytes, DateTime ReceivedAt, ImportCounts? Counts, IReadOnlyList<ResourceFindingView> Findings);

internal sealed class ImportReads(CatalogueDb catalogue, CurrentActor current)
{
    public async Task<ImportView> ReadAsync(Guid id, CancellationToken ct)
    {
        var importId = new ResourceImportId(id);
        var me = current.Actor.Id;
        var import = await catalogue.ResourceImports.AsNoTracking().SingleOrDefaultAsync(i => i.Id == importId && i.HandedInBy == me, ct)
            ?? throw ResourceRefusals.ImportNotFound(id);
        return new ImportView(
            id, import.State.ToString(), import.FileName, import.Sha256, import.Bytes, import.ReceivedAt, import.Counts, ResourceFindingView.Of(import.Findings));
    }
}

internal static class ReadImport
{
    public static async Task<Ok<ImportView>> Handle(Guid id, ImportReads reads, CancellationToken ct) => TypedResults.Ok(await reads.ReadAsync(id, ct));
}
