using Gongxin.Contracts.Registry;
using Gongxin.Credit.Measures;

namespace Gongxin.Credit.Standing;

// A part of the module that knows something that stands about subjects: records, lists, commitments … Report and check ask all that are
// registered, so that a new one needs no change in either.
internal interface ICreditSection
{
    // The parts of the report that it fills; parts that nobody fills are told as not kept.
    IReadOnlyList<ReportPart> Parts { get; }

    // What stands for or against these subjects on that day, the newest so many of each with the exact number of all: what a check answers.
    // A few statements, however many subjects.
    Task<WeighingFacts> WeighingAsync(IReadOnlyCollection<SubjectId> subjects, DateOnly day, int maxEach, CancellationToken ct);

    // Everything that is public about the subject on that day, newest first, at most so many, with the exact number of all.
    Task<StandingPage> AllAsync(SubjectId subject, DateOnly day, int max, CancellationToken ct);
}

internal sealed record StandingPage(IReadOnlyList<StandingFact> Facts, IReadOnlyDictionary<ReportPart, long> Totals);

internal sealed record WeighingFacts(ILookup<SubjectId, StandingFact> Facts, IReadOnlyDictionary<SubjectId, int> Totals)
{
    // Joint measures that apply to the subjects on that day.
    public ILookup<SubjectId, CheckMeasure> Measures { get; init; } = Array.Empty<CheckMeasure>().ToLookup(_ => default(SubjectId));

    // Of each subject what is told of all its ids; a fact itself keeps the id under which it stands.
    public WeighingFacts OfWhole(IReadOnlyCollection<SubjectId> subjects, SameSubjects same)
    {
        var (facts, measures, totals) = (new List<(SubjectId Of, StandingFact Fact)>(), new List<(SubjectId Of, CheckMeasure Measure)>(), new Dictionary<SubjectId, int>());
        foreach (var subject in subjects)
        {
            var ids = same.AllOf(subject);
            var own = ids.SelectMany(id => Facts[id]);
            facts.AddRange((ids.Count == 1 ? own : own.OrderByDescending(f => f.Since)).Select(f => (subject, f)));
            measures.AddRange(ids.SelectMany(id => Measures[id]).Select(m => (subject, m)));
            if (ids.Sum(id => Totals.GetValueOrDefault(id)) is var total and > 0)
            {
                totals[subject] = total;
            }
        }

        return new(facts.ToLookup(f => f.Of, f => f.Fact), totals) { Measures = measures.ToLookup(m => m.Of, m => m.Measure) };
    }
}
