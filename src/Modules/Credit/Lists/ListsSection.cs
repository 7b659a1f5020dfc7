using Gongxin.Contracts.Registry;
using Gongxin.Credit.Standing;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Credit.Lists;

// What lists say of subjects, for reports and checks: a trust list speaks for its subjects, the others against them.
internal sealed class ListsSection(CreditDb credit) : ICreditSection
{
    private const int AskMax = 500;

    public IReadOnlyList<ReportPart> Parts { get; } = [ReportPart.Honours, ReportPart.SeriousDishonesty, ReportPart.AbnormalOperation];

    // There are few lists, and a subject is on each of them once at most.
    public async Task<WeighingFacts> WeighingAsync(IReadOnlyCollection<SubjectId> subjects, DateOnly day, int maxEach, CancellationToken ct)
    {
        var entries = new List<ListEntry>();
        foreach (var ids in subjects.Chunk(AskMax))
        {
            entries.AddRange(await ListReads.ListedOn(credit, day).Where(e => ids.Contains(e.SubjectId)).OrderByDescending(e => e.ListedOn).ThenBy(e => e.Id).ToListAsync(ct));
        }

        var own = entries.GroupBy(e => e.SubjectId).ToList();
        return new(own.SelectMany(g => g.Take(maxEach)).Select(FactOf).ToLookup(f => f.Subject), own.ToDictionary(g => g.Key, g => g.Count()));
    }

    public async Task<StandingPage> AllAsync(SubjectId subject, DateOnly day, int max, CancellationToken ct)
    {
        var entries = ListReads.ListedOn(credit, day).Where(e => e.SubjectId == subject);
        var counts = await entries.GroupBy(e => e.List).Select(g => new { g.Key, Count = g.LongCount() }).ToListAsync(ct);
        var facts = (await entries.OrderByDescending(e => e.ListedOn).ThenBy(e => e.Id).Take(max).ToListAsync(ct)).Select(FactOf);
        return new([.. facts], Parts.ToDictionary(p => p, p => counts.Where(c => PartOf(CreditList.Of(c.Key)) == p).Sum(c => c.Count)));
    }

    private static StandingFact FactOf(ListEntry entry)
    {
        var list = CreditList.Of(entry.List);
        return new(
            entry.SubjectId, PartOf(list), list.Code, list.Kind is ListKind.Trust ? StandingWeight.Favourable : StandingWeight.Adverse, entry.Id.Value, entry.Number ?? "",
            list.Name.Zh, list.LegalBasis.Zh, entry.BodyName, entry.BodyUscc, entry.DecidedOn ?? entry.NoticedOn, entry.ValidUntil);
    }

    private static ReportPart PartOf(CreditList list) => list.Kind switch
    {
        ListKind.Trust => ReportPart.Honours,
        ListKind.Serious => ReportPart.SeriousDishonesty,
        _ => ReportPart.AbnormalOperation,
    };
}
