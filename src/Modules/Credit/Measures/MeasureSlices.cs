using Gongxin.Credit.Measures.Memoranda;
using Gongxin.Kernel.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Gongxin.Credit.Measures;

internal static class ReadMeasures
{
    public static Ok<MeasureListView> Handle() => TypedResults.Ok(MeasureListView.Whole);

    public static async Task<Ok<PageOf<JointMeasureItem>>> HandleInitiated(string? cursor, MeasureReads reads, CancellationToken ct) => TypedResults.Ok(await reads.ListAsync(cursor, ct));

    public static async Task<Ok<PageOf<MeasureTaskItem>>> HandleTasks(string? state, string? cursor, MeasureReads reads, CancellationToken ct) =>
        TypedResults.Ok(await reads.TasksAsync(state, cursor, ct));

    public static async Task<Ok<JointMeasureView>> HandleOne(Guid id, MeasureReads reads, CancellationToken ct) => TypedResults.Ok(await reads.ReadAsync(id, ct));
}

internal static class TakeMeasures
{
    public static async Task<Created<JointMeasureView>> HandleInitiate(MeasuresWanted wanted, MeasureDesk desk, CancellationToken ct)
    {
        var view = await desk.InitiateAsync(wanted, ct);
        return TypedResults.Created($"/api/v1/credit/measures/{view.Measure.Id}", view);
    }

    public static async Task<Ok<JointMeasureView>> HandleStep(Guid id, int task, MeasureStep step, MeasureDesk desk, CancellationToken ct) =>
        TypedResults.Ok(await desk.StepAsync(id, task, step, ct));

    public static async Task<Ok<JointMeasureView>> HandleLift(Guid id, MeasuresEnd end, MeasureDesk desk, CancellationToken ct) => TypedResults.Ok(await desk.LiftAsync(id, end, ct));
}

internal static class ReadMemoranda
{
    public static async Task<Ok<PageOf<MemorandumView>>> Handle(string? cursor, MemorandumReads reads, CancellationToken ct) => TypedResults.Ok(await reads.ListAsync(cursor, ct));

    public static async Task<Ok<MemorandumView>> HandleOne(string code, MemorandumReads reads, CancellationToken ct) => TypedResults.Ok(await reads.ReadAsync(code, ct));
}

internal static class AgreeMemorandum
{
    public static async Task<Created<MemorandumView>> Handle(NewMemorandum memorandum, MemorandumDesk desk, CancellationToken ct)
    {
        var view = await desk.AgreeAsync(memorandum, ct);
        return TypedResults.Created($"/api/v1/credit/memoranda/{view.Code}", view);
    }

    public static async Task<NoContent> HandleEnd(string code, MemorandumDesk desk, CancellationToken ct)
    {
        await desk.EndAsync(code, ct);
        return TypedResults.NoContent();
    }
}
