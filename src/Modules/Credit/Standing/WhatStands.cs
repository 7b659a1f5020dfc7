using Gongxin.Contracts.Registry;

namespace Gongxin.Credit.Standing;

// What all parts of the module together say of a subject.
internal sealed class WhatStands(IEnumerable<ICreditSection> sections)
{
    // In the order of the report. Registration is the register's, advice follows from the facts.
    public bool IsKept(ReportPart part) => part is ReportPart.Registration or ReportPart.Advice || sections.Any(s => s.Parts.Contains(part));

    public async Task<ILookup<SubjectId, StandingFact>> WeighingAsync(IReadOnlyCollection<SubjectId> subjects, DateOnly day, CancellationToken ct)
    {
        var facts = new List<StandingFact>();
        foreach (var section in subjects.Count == 0 ? [] : sections)
        {
            facts.AddRange(await section.WeighingAsync(subjects, day, ct));
        }

        return facts.ToLookup(f => f.Subject);
    }

    public async Task<StandingPage> AllAsync(SubjectId subject, DateOnly day, int max, CancellationToken ct)
    {
        var (facts, totals) = (new List<StandingFact>(), new Dictionary<ReportPart, long>());
        foreach (var section in sections)
        {
            var page = await section.AllAsync(subject, day, max, ct);
            facts.AddRange(page.Facts);
            foreach (var (part, total) in page.Totals)
            {
                totals[part] = totals.GetValueOrDefault(part) + total;
            }
        }

        return new(facts, totals);
    }
}
