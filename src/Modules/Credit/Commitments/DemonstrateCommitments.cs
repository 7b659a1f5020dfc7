using Gongxin.Credit.Measures.Demonstration;
using Gongxin.Kernel.Identity;
using Gongxin.Kernel.Time;
using Microsoft.Extensions.DependencyInjection;

namespace Gongxin.Credit.Commitments;

// Commitments of the demonstration: firms that exist nowhere promise something to a body that exists nowhere, one of each kind, and some are
// judged. They are there once, and their texts say what they are.
public static class DemonstrateCommitments
{
    private const string Reason = "演示承诺事由，由程序生成";
    private const int DaysAgo = 40;
    private const int DaysMore = 330;

    /// <param name="firms">In the register already.</param>
    public static async Task RunAsync(IServiceProvider services, DemonstrationFirm body, IReadOnlyList<DemonstrationFirm> firms, CancellationToken ct)
    {
        if ((await AskAsync<CommitmentReads, int>(services, async r => (await r.OfSubjectAsync(firms[0].Uscc, ct)).Count)) > 0)
        {
            return;
        }

        var today = services.GetRequiredService<TimeProvider>().LegalToday();
        var kinds = CommitmentWords.All<CommitmentKind>();
        for (var i = 0; i < kinds.Count; i++)
        {
            var asked = new NewCommitment(
                firms[i % firms.Count].Uscc, body.Uscc, kinds[i], CommitmentWords.Of(CommitmentScope.Public), Reason, "演示承诺内容，不是真实承诺", "演示违诺责任，不是真实承诺",
                today.AddDays(i - DaysAgo), today.AddDays(DaysMore + i));
            var made = await AskAsync<CommitmentDesk, CommitmentView>(services, d => d.RecordAsync(asked, ct));
            if (JudgementOf(i) is { } judgement)
            {
                await AskAsync<CommitmentDesk, CommitmentView>(services, d => d.JudgeAsync(made.Code, judgement, ct));
            }
        }
    }

    private static CommitmentJudgement? JudgementOf(int number) => number switch
    {
        1 or 4 => new(CommitmentWords.Of(CommitmentPerformance.Kept)),
        2 => new(CommitmentWords.Of(CommitmentPerformance.Partly), "演示：部分材料逾期补交", "演示：提醒后补交"),
        5 => new(CommitmentWords.Of(CommitmentPerformance.Broken), "演示：未按承诺补交材料", "演示：撤销受理"),
        _ => null,
    };

    private static async Task<TAnswer> AskAsync<TService, TAnswer>(IServiceProvider services, Func<TService, Task<TAnswer>> ask)
        where TService : notnull
    {
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Actor = Actor.System("demo");
        return await ask(scope.ServiceProvider.GetRequiredService<TService>());
    }
}
