using Gongxin.Contracts.Registry;
using Gongxin.Kernel.Http;
using Gongxin.Kernel.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Gongxin.Registry.Subjects.Pairs;

/// <summary>Two entries that exist nowhere, of one name and one organisation code.</summary>
public sealed record DemonstrationPair(string Leading, string Other, string Name);

// Judgements of the demonstration: one that holds, one that was ended, one that waits for its second account; what is left is suspected. They are
// there once, and their texts say what they are.
public static class DemonstratePairs
{
    private const string Note = "演示依据，由程序生成，不是真实文件";

    public static async Task RunAsync(IServiceProvider services, IReadOnlyList<DemonstrationPair> pairs, CancellationToken ct)
    {
        if ((await AskAsync<PairReads, PageOf<PairView>>(services, "demo", r => r.ListAsync(null, null, ct))).Total > 0)
        {
            return;
        }

        await AskAsync<ISubjects, SubjectsPut>(
            services, "demo", s => s.PutAsync(pairs.SelectMany(p => new[] { new SubjectData { Uscc = p.Leading, Name = p.Name }, new SubjectData { Uscc = p.Other, Name = p.Name } }), "demonstration", ct));
        for (var i = 0; i < pairs.Count && i < 3; i++)
        {
            var proposal = new PairProposal(pairs[i].Leading, pairs[i].Other, PairVerdict.Same, [new(EvidenceKind.Authority, null, "演示市场监督管理局（生成） 演示说明〔2026〕1号", Note), new(EvidenceKind.Name)]);
            var pair = await AskAsync<PairDesk, PairView>(services, "demo", d => d.ProposeAsync(proposal, ct));
            if (i < 2)
            {
                await AskAsync<PairDesk, PairView>(services, "demo-second", d => d.DecideAsync(pair.Id, new(true, "演示：依据已核对"), ct));
            }

            if (i == 1)
            {
                await AskAsync<PairDesk, PairView>(services, "demo", d => d.EndAsync(pair.Id, new("演示：两者是不同主体，判定有误"), ct));
            }
        }
    }

    private static async Task<TAnswer> AskAsync<TService, TAnswer>(IServiceProvider services, string actor, Func<TService, Task<TAnswer>> ask)
        where TService : notnull
    {
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Actor = Actor.System(actor);
        return await ask(scope.ServiceProvider.GetRequiredService<TService>());
    }
}
