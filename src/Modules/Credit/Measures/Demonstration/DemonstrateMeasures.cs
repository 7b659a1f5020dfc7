using Gongxin.Contracts.Registry;
using Gongxin.Credit.Lists;
using Gongxin.Credit.Measures.Memoranda;
using Gongxin.Kernel.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Gongxin.Credit.Measures.Demonstration;

/// <summary>A subject that exists nowhere: its code is of a region that does not exist.</summary>
public sealed record DemonstrationFirm(string Uscc, string Name);

// Joint measures of the demonstration: firms that exist nowhere are listed, measures are begun, and departments that exist nowhere answer some
// of them, on the way that everybody's go. It is there once, and its names say what it is.
public static class DemonstrateMeasures
{
    public const string Code = "demonstration-serious";
    private const string List = "gsyzwf";
    private const int ResponseDays = 10;

    /// <param name="bodies">The body that decides, and two departments.</param>
    public static async Task RunAsync(IServiceProvider services, IReadOnlyList<DemonstrationFirm> bodies, IReadOnlyList<DemonstrationFirm> firms, CancellationToken ct)
    {
        if (await AskAsync<CreditDb, bool>(services, db => db.Whole.Set<Memorandum>().AnyAsync(m => m.Code == Code, ct)))
        {
            return;
        }

        await AskAsync<ISubjects, SubjectsPut>(services, s => s.PutAsync(bodies.Concat(firms).Select(f => new SubjectData { Uscc = f.Uscc, Name = f.Name }), "demonstration", ct));
        await AskAsync<MemorandumDesk, MemorandumView>(services, d => d.AgreeAsync(
            new(
                Code, "严重失信主体联合惩戒备忘录（演示，由程序生成）", "演示数据，不是真实文件", List, bodies[0].Uscc, ResponseDays, null, null,
                [new("2-06", "4", bodies[1].Uscc, "演示数据"), new("2-10", "6", bodies[2].Uscc, "演示数据"), new("2-07", "27", bodies[1].Uscc, "演示数据")]),
            ct));
        for (var i = 0; i < firms.Count; i++)
        {
            await ListAsync(services, bodies[0], firms[i], i + 1, ct);
        }
    }

    // Of each firm so many tasks are answered as its number says.
    private static async Task ListAsync(IServiceProvider services, DemonstrationFirm body, DemonstrationFirm firm, int number, CancellationToken ct)
    {
        var entry = await AskAsync<ListDesk, ListEntryView>(services, d => d.NoticeAsync(List, new(firm.Uscc, body.Uscc, "演示事由，由程序生成"), ct));
        foreach (var step in new ListingStep[] { new("hear", "演示：无异议"), new("decide", $"演示列第{number}号"), new("deliver") })
        {
            await AskAsync<ListDesk, ListEntryView>(services, d => d.StepAsync(List, entry.Id, step, ct));
        }

        var begun = await AskAsync<MeasureDesk, JointMeasureView>(services, d => d.InitiateAsync(new(Code, entry.Id), ct));
        for (var task = 1; task <= number % (begun.Tasks.Count + 1); task++)
        {
            var answer = new MeasureStep("answer", task == begun.Tasks.Count ? FeedbackType.NotCarriedOut : FeedbackType.CarriedOut, "演示反馈，由程序生成");
            await AskAsync<MeasureDesk, JointMeasureView>(services, d => d.StepAsync(begun.Measure.Id, task, answer, ct));
        }
    }

    private static async Task<TAnswer> AskAsync<TService, TAnswer>(IServiceProvider services, Func<TService, Task<TAnswer>> ask)
        where TService : notnull
    {
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Actor = Actor.System("demo");
        return await ask(scope.ServiceProvider.GetRequiredService<TService>());
    }
}
