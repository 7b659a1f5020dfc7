using System.Text.Json;
using Gongxin.Contracts.Registry;
using Gongxin.Credit.Records.Classes;
using Gongxin.Kernel.Identifiers;
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
internal sealed class TakeRequests(CreditDb credit, ISubjects subjects, TakenFiles files, OperationSignal signal, TimeProvider clock)
{
    private const int NameMax = 255;
    private const int CodeMax = 40;

    /// <exception cref="Kernel.Errors.Refusal"><c>credit.file-missing</c>, <c>credit.class-not-found</c> or <c>credit.unit-not-own</c></exception>
    public async Task<Guid> StartAsync(FileHandedIn handed, CancellationToken ct)
    {
        var of = RecordClass.ByCode(handed.Kind) ?? throw CreditRefusals.ClassNotFound();
        if (handed.File is not { Length: > 0 } file)
        {
            throw CreditRefusals.FileMissing();
        }

        var (unit, source) = await UnitAsync(handed.Unit, ct);
        var name = Path.GetFileName(file.FileName) is { Length: > 0 and <= NameMax } own ? own : "records.csv";
        var operation = Operation.Queue(TakeFileOperation.KindName, name, JsonSerializer.Serialize(new TakeFileInput(of.Kind, name, unit, source)), credit.Asker, clock);
        files.Folder.Create();

        // The file lies there before the operation that reads it is committed.
        await using (var input = new FileStream(files.InputOf(operation.Id.Value), FileMode.CreateNew, FileAccess.Write))
        {
            await file.CopyToAsync(input, ct);
            input.Flush(flushToDisk: true);
        }

        credit.Whole.Add(operation);
        credit.Audit("RecordsHandedIn", $"credit:taking-file/{operation.Id.Value}", new { of.Code, unit, file.Length });
        await credit.SaveAsync(ct);
        signal.Queued();
        return operation.Id.Value;
    }

    /// <exception cref="Kernel.Errors.Refusal"><c>credit.findings-not-found</c>, also somebody else's; <c>credit.findings-expired</c></exception>
    public async Task<string> OpenAsync(Guid id, CancellationToken ct)
    {
        var wanted = new OperationId(id);
        var isMine = await credit.Whole.OperationsOf(TakeFileOperation.KindName, credit.Asker).AnyAsync(o => o.Id == wanted && o.State == OperationState.Succeeded, ct);
        return !isMine ? throw CreditRefusals.FindingsNotFound() : File.Exists(files.ResultOf(id)) ? files.ResultOf(id) : throw CreditRefusals.FindingsExpired();
    }

    private async Task<(string Unit, string Source)> UnitAsync(string? text, CancellationToken ct)
    {
        var code = text is { Length: <= CodeMax } ? IdentifierRules.Normalise(text.Trim()) : "";
        var subject = code.Length > 0 ? await subjects.FindAsync(IdentifierKind.Uscc, code, ct) : null;
        if (code.Length == 0 || !credit.Asker.Reaches(ActsPermissions.Take, (subject?.Id ?? SubjectId.Of(IdentifierKind.Uscc, code)).Value, null))
        {
            throw CreditRefusals.UnitNotOwn();
        }

        var name = subject?.Name ?? code;
        return (code, name.Length > Contracts.Credit.RecordsFile.SourceMax ? code : name);
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
