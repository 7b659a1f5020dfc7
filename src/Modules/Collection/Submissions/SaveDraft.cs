using Gongxin.Kernel.Errors;
using Gongxin.Kernel.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Gongxin.Collection.Submissions;

// Saves all values of a draft. Who saves an older version than there is learns whose values have changed, and nothing is overwritten.
internal static class SaveDraft
{
    public sealed record Request
    {
        // Of the submission as it was read.
        public required int Version { get; init; }
        public required IReadOnlyList<FormValue> Values { get; init; }
        public IReadOnlyList<Explanation> Explanations { get; init; } = [];
    }

    // A problem of RFC 9457 with the values that others have changed since.
    public sealed record DraftConflict(string Type, string Title, int Status, string Code, string TraceId, int Version, IReadOnlyList<ChangedValue> Changed);

    public sealed record ChangedValue(FormValue Value, string By);

    public static async Task<Results<Ok<SubmissionView>, Conflict<DraftConflict>>> Handle(
        Guid id, Request request, HttpContext http, SubmissionDesk desk, SubmissionReads reads, ProblemTexts texts, CancellationToken ct)
    {
        var asked = await desk.FindAsync(id, CollectionPermissions.Report, ct);
        if (await desk.SaveDraftAsync(asked, request.Version, [.. request.Values.Select(v => v.AsStated())], request.Explanations, ct) is { } changed)
        {
            var refusal = CollectionRefusals.DraftChanged(string.Join(", ", changed.Select(c => c.By).Distinct()));
            return TypedResults.Conflict(new DraftConflict(
                $"/docs/problems#{refusal.Code}", texts.Of(refusal), refusal.Status, refusal.Code, Problems.Trace(http), asked.Submission.Version, [.. changed.Select(c => new ChangedValue(c.Value, c.By))]));
        }

        return TypedResults.Ok(await reads.ReadAsync(id, ct));
    }
}

// Submissions that the caller may see: what is due first.
internal static class ReadSubmissions
{
    public static async Task<Ok<PageOf<SubmissionItem>>> HandleDue(string? cursor, SubmissionReads reads, CancellationToken ct) => TypedResults.Ok(await reads.DueAsync(cursor, ct));

    public static async Task<Ok<PageOf<SubmissionItem>>> HandleList(QueryWord<SubmissionState>? state, string? cursor, SubmissionReads reads, CancellationToken ct) =>
        TypedResults.Ok(await reads.ListAsync(state?.Value, cursor, ct));

    public static async Task<Ok<SubmissionView>> Handle(Guid id, SubmissionReads reads, CancellationToken ct) => TypedResults.Ok(await reads.ReadAsync(id, ct));
}
