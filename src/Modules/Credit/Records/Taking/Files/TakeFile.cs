using Gongxin.Credit.Records.Bindings;
using Gongxin.Credit.Records.Classes;
using Gongxin.Kernel.Identity;
using Gongxin.Kernel.Jobs;
using Gongxin.Kernel.Settings;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Credit.Records.Taking.Files;

// Where files wait to be taken in, and tables of findings for whoever handed them in.
internal sealed class TakenFiles(PlatformSettings settings) : OperationFiles(settings, "credit-takings")
{
    public string ResultOf(Guid operation) => ResultOf(operation, "csv");
}

// A file of records as it is handed in: of which class, for which unit.
internal sealed record FileHandedIn(string? Kind, string? Unit, IFormFile? File);

// Queues a file of records for a unit whose word the actor may speak, and hands out what was found in it.
internal sealed class TakeRequests(CreditDb credit, HandingUnits units, TakenFiles files, QueueTaking queue)
{
    private const int NameMax = 255;

    /// <exception cref="Kernel.Errors.Refusal"><c>credit.file-missing</c>, <c>credit.class-not-found</c> or <c>credit.unit-not-own</c></exception>
    public async Task<Guid> StartAsync(FileHandedIn handed, CancellationToken ct)
    {
        var of = RecordClass.ByCode(handed.Kind) ?? throw CreditRefusals.ClassNotFound();
        if (handed.File is not { Length: > 0 } file)
        {
            throw CreditRefusals.FileMissing();
        }

        var unit = await units.OfAsync(handed.Unit, ct);
        var name = Path.GetFileName(file.FileName) is { Length: > 0 and <= NameMax } own ? own : "records.csv";
        var operation = await queue.AddAsync(new(of.Kind, name, unit.Uscc), credit.Asker, to => file.CopyToAsync(to, ct), ct);
        await queue.SaveAsync(ct);
        return operation;
    }

    // For whoever handed it in; of a bound dataset, for the officers of its unit.
    /// <exception cref="Kernel.Errors.Refusal"><c>credit.findings-not-found</c>, also somebody else's; <c>credit.findings-expired</c></exception>
    public async Task<string> OpenAsync(Guid id, CancellationToken ct)
    {
        var wanted = new OperationId(id);
        var isBound = await credit.Whole.Set<DatasetBinding>().InScope(credit.Asker, ActsPermissions.Take, b => b.UnitId).AnyAsync(b => b.OperationId == id, ct);
        var operations = isBound ? credit.Whole.Set<Operation>().Where(o => o.Kind == TakeFileOperation.KindName) : credit.Whole.OperationsOf(TakeFileOperation.KindName, credit.Asker);
        var isMine = await operations.AnyAsync(o => o.Id == wanted && o.State == OperationState.Succeeded, ct);
        return !isMine ? throw CreditRefusals.FindingsNotFound() : File.Exists(files.ResultOf(id)) ? files.ResultOf(id) : throw CreditRefusals.FindingsExpired();
    }
}

internal static class TakeFile
{
    public sealed record Response(Guid Operation, string Download);

    public static async Task<Accepted<Response>> Handle(HttpContext http, TakeRequests requests, CancellationToken ct)
    {
        var id = await requests.StartAsync(await ReadAsync(http.Request, ct), ct);
        return TypedResults.Accepted($"/api/v1/operations/{id}", new Response(id, TakeFileOperation.DownloadOf(id)));
    }

    // The form of the page; without script it leads to the page of the operation.
    public static async Task<RedirectHttpResult> HandleForm(HttpContext http, TakeRequests requests, CancellationToken ct) =>
        TypedResults.LocalRedirect($"/operations/{await requests.StartAsync(await ReadAsync(http.Request, ct), ct)}");

    public static async Task<PhysicalFileHttpResult> HandleResult(Guid id, TakeRequests requests, CancellationToken ct) =>
        TypedResults.PhysicalFile(await requests.OpenAsync(id, ct), "text/csv; charset=utf-8", $"findings-{id}.csv");

    private static async Task<FileHandedIn> ReadAsync(HttpRequest request, CancellationToken ct)
    {
        if (!request.HasFormContentType)
        {
            return new(null, null, null);
        }

        var form = await request.ReadFormAsync(ct);
        return new(form["kind"], form["unit"], form.Files.GetFile("file"));
    }
}
