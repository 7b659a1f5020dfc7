using Gongxin.Cases.Casework;
using Gongxin.Kernel.Blobs;
using Gongxin.Kernel.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Gongxin.Cases.Desk;

internal static class ReadCases
{
    public static async Task<Ok<PageOf<CaseItem>>> HandleQueue(string? state, string? cursor, CaseReads cases, CancellationToken ct) =>
        TypedResults.Ok(await cases.QueueAsync(state, cursor, ct));

    public static async Task<Ok<CaseView>> Handle(string number, CaseReads cases, CancellationToken ct) => TypedResults.Ok(await cases.ReadAsync(number, ct));

    public static async Task<Ok<ApplicantView>> HandleApplicant(string number, CaseReads cases, CancellationToken ct) =>
        TypedResults.Ok(await cases.ApplicantAsync(number, ct));

    public static async Task<FileStreamHttpResult> HandleAttachment(string number, int file, CaseReads cases, IBlobs blobs, HttpResponse response, CancellationToken ct)
    {
        var attachment = await cases.AttachmentAsync(number, file, ct);
        response.Headers.CacheControl = "no-store";
        return TypedResults.File(blobs.OpenRead(attachment.Sha256), "application/octet-stream", $"{number}-{file}.{attachment.Extension}");
    }
}

internal static class TakeStep
{
    public static async Task<Ok<CaseView>> Handle(string number, OfficerStep step, HandleCase cases, CancellationToken ct) =>
        TypedResults.Ok(await cases.DoAsync(number, step, ct));

    public static async Task<RedirectHttpResult> HandleForm(
        string number, [FromForm] string? step, [FromForm] string? text, [FromForm] string? body, [FromForm] string? outcome, [FromForm] string? publicReason, HandleCase cases, CancellationToken ct)
    {
        await cases.DoAsync(number, new(step, text, body, outcome, publicReason), ct);
        return TypedResults.LocalRedirect($"/cases/desk/{Uri.EscapeDataString(number)}");
    }
}
