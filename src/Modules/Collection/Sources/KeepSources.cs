using System.Globalization;
using Gongxin.Collection.Submissions;
using Gongxin.Kernel.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Gongxin.Collection.Sources;

// Sources and pulls over HTTP.
internal static class KeepSources
{
    public sealed record TakeRequest(int Version);

    public sealed record TakenAnswer(Guid Submission, int Version);

    public static async Task<Ok<PageOf<SourceItem>>> HandleList(string? cursor, SourceReads reads, CancellationToken ct) =>
        TypedResults.Ok(await reads.ListAsync(int.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var after) ? after : 0, ct));

    public static async Task<Ok<SourceView>> Handle(Guid task, Guid organisation, SourceReads reads, CancellationToken ct) => TypedResults.Ok(await reads.ReadAsync(task, organisation, ct));

    public static async Task<Ok<SourceView>> HandleSet(Guid task, Guid organisation, SourceRequest request, SourceDesk desk, SourceReads reads, CancellationToken ct)
    {
        await desk.SetAsync(task, organisation, request, ct);
        return TypedResults.Ok(await reads.ReadAsync(task, organisation, ct));
    }

    public static async Task<NoContent> HandleRemove(Guid task, Guid organisation, SourceDesk desk, CancellationToken ct)
    {
        await desk.RemoveAsync(task, organisation, ct);
        return TypedResults.NoContent();
    }

    public static async Task<Ok<PullView>> HandleTry(Guid task, Guid organisation, TryPull attempt, SourceReads reads, CancellationToken ct) =>
        TypedResults.Ok(await reads.PullAsync(task, organisation, await attempt.RunAsync(task, organisation, ct), ct));

    public static async Task<Ok<PullView>> HandlePull(Guid task, Guid organisation, Guid pull, SourceReads reads, CancellationToken ct) => TypedResults.Ok(await reads.PullAsync(task, organisation, pull, ct));

    public static async Task<Ok<TakenAnswer>> HandleTake(Guid task, Guid organisation, Guid pull, TakeRequest request, TryPull attempt, CancellationToken ct)
    {
        var (submission, version) = await attempt.TakeAsync(task, organisation, pull, request.Version, ct);
        return TypedResults.Ok(new TakenAnswer(submission, version));
    }
}

// What a person does with a source by hand.
internal sealed class TryPull(SourceDesk sources, SourceReads reads, SubmissionDesk submissions, RunPull pulls)
{
    public async Task<Guid> RunAsync(Guid task, Guid organisation, CancellationToken ct)
    {
        var source = await sources.FindAsync(task, organisation, ct);
        return await pulls.TryAsync(source, await submissions.FindAsync(await reads.ToTryAsync(source, ct), CollectionPermissions.Read, ct), ct);
    }

    public async Task<(Guid Submission, int Version)> TakeAsync(Guid task, Guid organisation, Guid pull, int version, CancellationToken ct) =>
        await pulls.TakeAsync(await sources.FindAsync(task, organisation, ct), pull, version, ct);
}
