using Gongxin.Contracts.Registry;
using Gongxin.Credit.Measures;

namespace Gongxin.Credit.Standing;

// What all parts of the module together say of a subject.
internal sealed class WhatStands(IEnumerable<ICreditSection> sections, MeasuresInForce measures)
{
    // In the order of the report. Registration is the register's, advice follows from the facts.
    public bool IsKept(ReportPart part) => part is ReportPart.Registration or ReportPart.Advice || sections.Any(s => s.Parts.Contains(part));

    public async Task<WeighingFacts> WeighingAsync(IReadOnlyCollection<SubjectId> subjects, DateOnly day, int maxEach, CancellationToken ct)
    {
        var (facts, totals) = (new List<StandingFact>(), new Dictionary<SubjectId, int>());
        foreach (var section in subjects.Count == 0 ? [] : sections)
        {
            var told = await section.WeighingAsync(subjects, day, maxEach, ct);
            facts.AddRange(told.Facts.SelectMany(f => f));
            foreach (var (subject, total) in told.Totals)
            {
                totals[subject] = totals.GetValueOrDefault(subject) + total;
            }
        }

        return new(facts.ToLookup(f => f.Subject), totals) { Measures = await measures.OfAsync(subjects, day, ct) };
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
