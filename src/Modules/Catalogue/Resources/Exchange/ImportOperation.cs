using System.Text.Json;
using Gongxin.Catalogue.Resources.Rules;
using Gongxin.Kernel.Blobs;
using Gongxin.Kernel.Errors;
using Gongxin.Kernel.Jobs;
using Gongxin.Kernel.Tabular;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Catalogue.Resources.Exchange;

// The operation behind an import. Killed, it has written nothing, and begins anew.
internal sealed class ImportOperation(CatalogueDb catalogue, ImportCatalogue imports, IBlobs blobs, TimeProvider clock) : IOperationHandler
{
    public const string KindName = "resources.import";

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    public string Kind => KindName;

    // `Page` is where the operation's page leads to.
    public static string InputOf(ResourceImport import) =>
        JsonSerializer.Serialize(new Input(import.Id.Value, $"/resources/imports/{import.Id.Value}"), StoredJson.Options);

    public async Task RunAsync(OperationContext context, CancellationToken ct)
    {
        var id = new ResourceImportId(JsonSerializer.Deserialize<Input>(context.Operation.Input, StoredJson.Options)!.Import);
        var import = await catalogue.ResourceImports.AsNoTracking().SingleAsync(i => i.Id == id, ct);
        try
        {
            var check = await imports.CheckAsync(blobs.PathOf(import.Sha256), import.FileName, context.Progress, ct);
            await FinishAsync(context, import, check, ct);
        }
        catch (TabularException refused)
        {
            await RefuseAsync(import, new ResourceFinding("row", refused.Finding.Code, refused.Finding.Text, refused.Finding.Args) { Row = refused.Finding.Row }, ct);
            throw FindingRefusal.Of(refused.Finding);
        }
        catch (Refusal refused)
        {
            await RefuseAsync(import, new ResourceFinding("row", refused.Code, null, [.. refused.Args.Select(a => $"{a}")]), ct);
            throw;
        }
    }

    private async Task FinishAsync(OperationContext context, ResourceImport import, ImportCheck check, CancellationToken ct)
    {
        // An explicit transaction, because many saves are one import; whoever gives out codes waits for it.
        await using var transaction = await catalogue.Whole.Database.BeginTransactionAsync(ct);
        await catalogue.Whole.Dialect.LockAsync(catalogue.Whole, "catalogue.resource-codes", ct);
        var counts = await imports.WriteAsync(blobs.PathOf(import.Sha256), import.FileName, check, import.Id.Value, context.Progress, context.Actor, ct);
        catalogue.Whole.AttachRange(import, context.Operation);
        import.Finish(counts, check.Log.Kept, Now);
        context.Operation.Succeed(JsonSerializer.Serialize(counts, StoredJson.Options), Now);
        catalogue.Audit("ResourcesImported", $"resource-import:{import.Id.Value}", counts);
        await catalogue.SaveAsync(ct);
        await transaction.CommitAsync(ct);
    }

    private async Task RefuseAsync(ResourceImport import, ResourceFinding finding, CancellationToken ct)
    {
        catalogue.Whole.ChangeTracker.Clear();
        catalogue.Whole.Attach(import);
        import.Refuse(finding, Now);
        catalogue.Audit("ImportRefused", $"resource-import:{import.Id.Value}", new { finding.Code });
        await catalogue.SaveAsync(ct);
    }

    private sealed record Input(Guid Import, string Page);
}
