using Gongxin.Contracts.Registry;
using Gongxin.Credit.Standing;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Credit.Commitments;

// What commitments say of subjects: all that are public stand in the report; whoever has to decide is told what was not kept.
internal sealed class CommitmentsSection(CreditDb credit) : ICreditSection
{
    private const int AskMax = 500;

    public IReadOnlyList<ReportPart> Parts { get; } = [ReportPart.Commitments];

    public async Task<WeighingFacts> WeighingAsync(IReadOnlyCollection<SubjectId> subjects, DateOnly day, int maxEach, CancellationToken ct)
    {
        var broken = new List<Commitment>();
        foreach (var ids in subjects.Chunk(AskMax))
        {
            broken.AddRange(await CommitmentReads.ShownOn(credit, day)
                .Where(c => ids.Contains(c.SubjectId) && (c.Performance == CommitmentPerformance.Broken || c.Performance == CommitmentPerformance.Partly))
                .OrderByDescending(c => c.MadeOn).ThenBy(c => c.Id).ToListAsync(ct));
        }

        var own = broken.GroupBy(c => c.SubjectId).ToList();
        return new(own.SelectMany(g => g.Take(maxEach)).Select(FactOf).ToLookup(f => f.Subject), own.ToDictionary(g => g.Key, g => g.Count()));
    }

    public async Task<StandingPage> AllAsync(SubjectId subject, DateOnly day, int max, CancellationToken ct)
    {
        var commitments = CommitmentReads.ShownOn(credit, day).Where(c => c.SubjectId == subject);
        var total = await commitments.LongCountAsync(ct);
        var facts = (await commitments.OrderByDescending(c => c.MadeOn).ThenBy(c => c.Id).Take(max).ToListAsync(ct)).Select(FactOf);
        return new([.. facts], new Dictionary<ReportPart, long> { [ReportPart.Commitments] = total });
    }

    private static StandingFact FactOf(Commitment made) => new(
        made.SubjectId, ReportPart.Commitments, KindOf(made.Performance), WeightOf(made.Performance), made.Id.Value, made.Code, made.Reason, null,
        made.BodyName, made.BodyUscc, made.MadeOn, made.ValidUntil);

    private static string KindOf(CommitmentPerformance? performance) => performance switch
    {
        CommitmentPerformance.Kept => "commitment-kept",
        CommitmentPerformance.Partly => "commitment-partly",
        CommitmentPerformance.Broken => "commitment-broken",
        _ => "commitment",
    };

    private static StandingWeight WeightOf(CommitmentPerformance? performance) =>
        performance is CommitmentPerformance.Partly or CommitmentPerformance.Broken ? StandingWeight.Adverse : StandingWeight.Neutral;
}
