using Gongxin.Contracts.Registry;
using Gongxin.Credit.Measures;

namespace Gongxin.Credit.Standing;

// What all parts of the module together say of a subject, under whichever of its ids they keep it (decision 0048).
internal sealed class WhatStands(IEnumerable<ICreditSection> sections, MeasuresInForce measures, ISameSubjects same)
{
    // In the order of the report. Registration is the register's, advice follows from the facts.
    public bool IsKept(ReportPart part) => part is ReportPart.Registration or ReportPart.Advice || sections.Any(s => s.Parts.Contains(part));

    public async Task<WeighingFacts> WeighingAsync(IReadOnlyCollection<SubjectId> subjects, DateOnly day, int maxEach, CancellationToken ct)
    {
        var (facts, totals) = (new List<StandingFact>(), new Dictionary<SubjectId, int>());
        var one = await same.CurrentAsync(ct);
        var all = one.AllOf(subjects);
        foreach (var section in all.Count == 0 ? [] : sections)
        {
            var told = await section.WeighingAsync(all, day, maxEach, ct);
            facts.AddRange(told.Facts.SelectMany(f => f));
            foreach (var (subject, total) in told.Totals)
            {
                totals[subject] = totals.GetValueOrDefault(subject) + total;
            }
        }

        var weighing = new WeighingFacts(facts.ToLookup(f => f.Subject), totals) { Measures = await measures.OfAsync(all, day, ct) };
        return one.IsEmpty ? weighing : weighing.OfWhole(subjects, one);
    }

    public async Task<StandingPage> AllAsync(SubjectId subject, DateOnly day, int max, CancellationToken ct)
    {
        var (facts, totals) = (new List<StandingFact>(), new Dictionary<ReportPart, long>());
        var ids = (await same.CurrentAsync(ct)).AllOf(subject);
        foreach (var section in sections)
        {
            var own = new List<StandingFact>();
            foreach (var id in ids)
            {
                var page = await section.AllAsync(id, day, max, ct);
                own.AddRange(page.Facts);
                foreach (var (part, total) in page.Totals)
                {
                    totals[part] = totals.GetValueOrDefault(part) + total;
                }
            }

            facts.AddRange(ids.Count == 1 ? own : own.OrderByDescending(f => f.Since).Take(max));
        }

        return new(facts, totals);
    }
}
