using System.Text.Json;
using Gongxin.Kernel.Identity;
using Gongxin.Kernel.Jobs;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Registry.Screening.Files;

// Takes a file of names, queues its screening, and hands out the result to whoever asked.
internal sealed class ScreeningRequests(RegistryDb registry, ScreeningFiles files, OperationSignal signal, CurrentActor current, TimeProvider clock)
{
    private const int SubjectMax = 300;

    public async Task<Guid> StartAsync(IFormFile? file, CancellationToken ct)
    {
        if (file is not { Length: > 0 })
        {
            throw RegistryRefusals.ScreeningWithoutNames();
        }

        var name = Path.GetFileName(file.FileName) is { Length: > 0 and <= SubjectMax } own ? own : "names.csv";
        var operation = Operation.Queue(ScreenFileOperation.KindName, name, JsonSerializer.Serialize(new ScreeningInput(name)), current.Actor, clock);
        files.Folder.Create();

        // The file lies there before the operation that reads it is committed.
        await using (var input = new FileStream(files.InputOf(operation.Id.Value), FileMode.CreateNew, FileAccess.Write))
        {
            await file.CopyToAsync(input, ct);
            input.Flush(flushToDisk: true);
        }

        registry.Whole.Add(operation);
        registry.Audit("ScreeningAsked", $"registry:screening/{operation.Id.Value}", new { file.Length });
        await registry.SaveAsync(ct);
        signal.Queued();
        return operation.Id.Value;
    }

    /// <exception cref="Kernel.Errors.Refusal"><c>registry.screening-not-found</c>, also somebody else's; <c>registry.screening-expired</c></exception>
    public async Task<string> OpenAsync(Guid id, CancellationToken ct)
    {
        var wanted = new OperationId(id);
        var isMine = await registry.Whole.OperationsOf(ScreenFileOperation.KindName, current.Actor).AnyAsync(o => o.Id == wanted && o.State == OperationState.Succeeded, ct);
        return !isMine ? throw RegistryRefusals.ScreeningNotFound() : File.Exists(files.ResultOf(id)) ? files.ResultOf(id) : throw RegistryRefusals.ScreeningExpired();
    }
}

internal static class ScreenFile
{
    public sealed record Response(Guid Operation, string Download);

    public static async Task<Accepted<Response>> Handle(HttpContext http, ScreeningRequests screenings, CancellationToken ct)
    {
        var id = await screenings.StartAsync(await FileOfAsync(http.Request, ct), ct);
        return TypedResults.Accepted($"/api/v1/operations/{id}", new Response(id, $"/api/v1/registry/screen/files/{id}"));
    }

    // The form of the page; without script it leads to the page of the operation.
    public static async Task<RedirectHttpResult> HandleForm(HttpContext http, ScreeningRequests screenings, CancellationToken ct) =>
        TypedResults.LocalRedirect($"/operations/{await screenings.StartAsync(await FileOfAsync(http.Request, ct), ct)}");

    public static async Task<PhysicalFileHttpResult> HandleResult(Guid id, ScreeningRequests screenings, CancellationToken ct) =>
        TypedResults.PhysicalFile(await screenings.OpenAsync(id, ct), "text/csv; charset=utf-8", $"screened-{id}.csv");

    private static async Task<IFormFile?> FileOfAsync(HttpRequest request, CancellationToken ct) =>
        request.HasFormContentType ? (await request.ReadFormAsync(ct)).Files.GetFile("file") : null;
}
