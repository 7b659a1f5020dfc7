using Gongxin.Collection.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Collection.Periods;

// Closes a period against first hand-ins, and opens it again for those who are let in late.
internal sealed class PeriodDesk(CollectionDb db)
{
    public Task CloseAsync(Guid task, string code, CancellationToken ct) => ChangeAsync(task, code, "PeriodClosed", p => p.Close(db.Me, db.Now), ct);

    public Task ReopenAsync(Guid task, string code, CancellationToken ct) => ChangeAsync(task, code, "PeriodReopened", p => p.Reopen(), ct);

    private async Task ChangeAsync(Guid task, string code, string what, Action<CollectionPeriod> change, CancellationToken ct)
    {
        var taskId = CollectionTaskId.From(task);
        if (!await db.TasksToRun.AnyAsync(t => t.Id == taskId, ct))
        {
            throw CollectionRefusals.TaskNotFound();
        }

        var period = await db.Periods.SingleOrDefaultAsync(p => p.TaskId == taskId && p.Code == code, ct) ?? throw CollectionRefusals.PeriodNotOpen(code);
        change(period);
        db.Audit(what, $"period:{period.Id.Value}", new { task, period = code });
        await db.SaveAsync(ct);
    }
}

internal static class ClosePeriods
{
    public sealed record PeriodRequest(string Period);

    public static async Task<Ok<TaskView>> HandleClose(Guid id, PeriodRequest request, PeriodDesk desk, TaskReads tasks, CancellationToken ct)
    {
        await desk.CloseAsync(id, request.Period, ct);
        return TypedResults.Ok(await tasks.ReadAsync(id, ct));
    }

    public static async Task<Ok<TaskView>> HandleReopen(Guid id, PeriodRequest request, PeriodDesk desk, TaskReads tasks, CancellationToken ct)
    {
        await desk.ReopenAsync(id, request.Period, ct);
        return TypedResults.Ok(await tasks.ReadAsync(id, ct));
    }
}
