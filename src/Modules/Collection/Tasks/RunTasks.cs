using Gongxin.Kernel.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Gongxin.Collection.Tasks;

// Tasks over HTTP: read by everybody, run by operators.
internal static class RunTasks
{
    public sealed record MembersRequest(IReadOnlyList<Guid> Organisations);

    public sealed record MembersAnswer(int Added);

    // Without a reason the organisation is asked again.
    public sealed record ExemptionRequest(string? Reason);

    public sealed record EditionRequest(int Edition);

    public static async Task<Ok<TaskView>> HandleMove(Guid id, EditionRequest request, TaskDesk desk, TaskReads tasks, CancellationToken ct)
    {
        await desk.MoveAsync(id, request.Edition, ct);
        return TypedResults.Ok(await tasks.ReadAsync(id, ct));
    }

    public static async Task<Ok<PageOf<TaskItem>>> HandleList(Guid? cursor, TaskReads tasks, CancellationToken ct) =>
        TypedResults.Ok(await tasks.ListAsync(cursor, ct));

    public static async Task<Ok<TaskView>> HandleRead(Guid id, TaskReads tasks, CancellationToken ct) => TypedResults.Ok(await tasks.ReadAsync(id, ct));

    public static async Task<Created<TaskView>> HandleCreate(NewTask request, TaskDesk desk, TaskReads tasks, Idempotency idempotency, CancellationToken ct)
    {
        var fingerprint = $"collection.task {request.Template} {request.Edition} {request.Title} {request.Frequency} {request.FirstOn:O}";
        var id = await idempotency.FindAsync(fingerprint, ct) is { } known
            ? Guid.Parse(known)
            : await desk.CreateAsync(request, made => idempotency.Remember(fingerprint, made.ToString()), ct);
        return TypedResults.Created($"/api/v1/collection/tasks/{id}", await tasks.ReadAsync(id, ct));
    }

    public static async Task<Ok<MembersAnswer>> HandleMembers(Guid id, MembersRequest request, TaskDesk desk, CancellationToken ct) =>
        TypedResults.Ok(new MembersAnswer(await desk.AddMembersAsync(id, request.Organisations, ct)));

    public static async Task<NoContent> HandleExempt(Guid id, Guid organisation, ExemptionRequest request, TaskDesk desk, CancellationToken ct)
    {
        await desk.ExemptAsync(id, organisation, request.Reason, ct);
        return TypedResults.NoContent();
    }

    public static async Task<Ok<TaskView>> HandleStart(Guid id, TaskDesk desk, TaskReads tasks, CancellationToken ct)
    {
        await desk.StartAsync(id, ct);
        return TypedResults.Ok(await tasks.ReadAsync(id, ct));
    }

    public static async Task<Ok<TaskView>> HandleEnd(Guid id, TaskDesk desk, TaskReads tasks, CancellationToken ct)
    {
        await desk.EndAsync(id, ct);
        return TypedResults.Ok(await tasks.ReadAsync(id, ct));
    }
}
