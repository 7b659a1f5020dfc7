using Gongxin.Collection.Submissions;
using Gongxin.Kernel.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Gongxin.Collection.Review;

// Review over HTTP.
internal static class ReviewSubmissions
{
    public sealed record CommentRequest
    {
        public string? Comment { get; init; }
        public IReadOnlyList<CellComment> Cells { get; init; } = [];
    }

    public sealed record ApproveRequest
    {
        public required IReadOnlyList<Guid> Submissions { get; init; }
        public string? Comment { get; init; }
    }

    public sealed record ApproveAnswer(int Approved, IReadOnlyList<ApprovalView> Submissions);

    public static async Task<Ok<PageOf<SubmissionItem>>> HandleQueue(string? cursor, SubmissionReads reads, CancellationToken ct) => TypedResults.Ok(await reads.QueueAsync(cursor, ct));

    public static async Task<Ok<SubmissionView>> HandleForward(Guid id, CommentRequest request, ReviewDesk desk, SubmissionReads reads, CancellationToken ct)
    {
        await desk.ForwardAsync(id, request.Comment, ct);
        return TypedResults.Ok(await reads.ReadAsync(id, ct));
    }

    public static async Task<Ok<SubmissionView>> HandleReturn(Guid id, CommentRequest request, ReviewDesk desk, SubmissionReads reads, CancellationToken ct)
    {
        await desk.ReturnAsync(id, request.Comment, request.Cells, ct);
        return TypedResults.Ok(await reads.ReadAsync(id, ct));
    }

    public static async Task<Ok<ApproveAnswer>> HandleApprove(ApproveRequest request, ReviewDesk desk, CancellationToken ct)
    {
        var answers = await desk.ApproveAsync(request.Submissions, request.Comment, ct);
        return TypedResults.Ok(new ApproveAnswer(answers.Count(a => a.Refused is null), answers));
    }

    public static async Task<Created<SubmissionView>> HandleRevise(Guid id, ReviewDesk desk, SubmissionReads reads, CancellationToken ct)
    {
        var next = await desk.ReviseAsync(id, ct);
        return TypedResults.Created($"/api/v1/collection/submissions/{next}", await reads.ReadAsync(next, ct));
    }
}
