using Gongxin.Kernel.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace Gongxin.Collection.Submissions;

// Hands in over HTTP: 201 with the receipt; 200 when it was handed in before, or only tried; 422 with the findings that stand against it.
internal static class TakeHandIn
{
    public static async Task<Results<Created<ImportSummary>, Ok<ImportSummary>, UnprocessableEntity<ImportSummary>>> Handle(
        HttpRequest http, bool? dryRun, SubmissionDesk desk, WorkbookValues workbooks, Idempotency idempotency, IOptions<JsonOptions> json, CancellationToken ct)
    {
        var body = await HandInBody.ReadAsync(http, json.Value.SerializerOptions, ct);
        var fingerprint = $"collection.hand-in {body.Digest}";
        if (dryRun is not true && await idempotency.FindAsync(fingerprint, ct) is { } known)
        {
            return TypedResults.Ok(await desk.RepeatAsync(known, ct));
        }

        var asked = await FindAsync(desk, body.Request, ct);
        var values = body.Request is { Values: null, Workbook: { } workbook } ? await workbooks.ReadAsync(workbook, asked, ct) : body.Request.Values;
        var handIn = new NewHandIn(values, body.Request.Explanations, body.Request.Workbook is null ? HandInSource.Api : HandInSource.File)
        {
            WorkbookId = body.Request.Workbook,
            DryRun = dryRun is true,
            Remember = outcome => idempotency.Remember(fingerprint, outcome),
        };
        var summary = await desk.HandInAsync(asked, handIn, ct);
        return summary switch
        {
            { Status: ImportStatus.Error, DryRun: false } => TypedResults.UnprocessableEntity(summary),
            { DryRun: true } or { Repeated: true } => TypedResults.Ok(summary),
            _ => TypedResults.Created($"/api/v1/collection/submissions/{summary.Submission}", summary),
        };
    }

    private static async Task<SubmissionAsked> FindAsync(SubmissionDesk desk, HandInRequest request, CancellationToken ct)
    {
        if (request.Submission is { } id)
        {
            var asked = await desk.FindAsync(id, CollectionPermissions.Report, ct);
            return request.Period is null || request.Period == asked.Period.Code ? asked : throw CollectionRefusals.OtherPeriod(request.Period, asked.Period.Code);
        }

        return request is { Task: { } task, Period: { } period, Organisation: { } organisation }
            ? await desk.FindAsync(task, period, organisation, ct)
            : throw CollectionRefusals.HandInNotReadable("submission | task, period, organisation");
    }
}
