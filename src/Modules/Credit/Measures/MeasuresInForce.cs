using Gongxin.Contracts.Registry;
using Gongxin.Credit.Answers;
using Gongxin.Credit.Lists;
using Gongxin.Credit.Measures.Memoranda;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Credit.Measures;

/// <summary>A measure that applies to a subject, as a check names it.</summary>
/// <param name="Measure">Id of the joint measure, to be answered with <paramref name="Task"/>.</param>
/// <param name="Task">Number of the task.</param>
/// <param name="Kind">incentive or punishment.</param>
/// <param name="Code">Code in the measure list.</param>
/// <param name="Field">Code of the field, 1 to 27.</param>
/// <param name="Department">Who takes it.</param>
public sealed record CheckMeasure(
    Guid Measure, int Task, string Kind, string Code, string Name, string Field, string FieldName, string Memorandum, string Basis, string Department, string DecidedBy);

// Which measures apply to subjects today: what checks answer.
internal sealed class MeasuresInForce(CreditDb credit)
{
    private const int AskMax = 500;
    private const int TextMax = 100;

    // In force on that day. The one place that says so.
    public static IQueryable<JointMeasure> On(CreditDb credit, DateOnly day)
    {
        var listed = ListReads.ListedOn(credit, day);
        var shown = credit.ShownOn(day);
        var memoranda = credit.Whole.Set<Memorandum>().Where(m => m.EndedOn == null && m.ValidFrom <= day && (m.ValidUntil == null || m.ValidUntil >= day));
        return credit.Whole.Set<JointMeasure>().Where(m => m.LiftedOn == null && memoranda.Any(o => o.Id == m.MemorandumId)
            && ((m.EntryId != null && listed.Any(e => e.SubjectId == m.SubjectId && e.Id == m.EntryId))
                || (m.RecordId != null && shown.Any(r => r.SubjectId == m.SubjectId && r.Id == m.RecordId))));
    }

    public async Task<ILookup<SubjectId, CheckMeasure>> OfAsync(IReadOnlyCollection<SubjectId> subjects, DateOnly day, CancellationToken ct)
    {
        var found = new List<(SubjectId Subject, CheckMeasure Measure)>();
        foreach (var ids in subjects.Chunk(AskMax))
        {
            var rows = await On(credit, day).AsNoTracking().Where(m => ids.Contains(m.SubjectId))
                .Join(credit.Whole.Set<Memorandum>(), m => m.MemorandumId, o => o.Id, (m, o) => new { Measure = m, Memorandum = o.Name })
                .Join(
                    credit.Whole.Set<MeasureTask>(), p => new { p.Measure.SubjectId, p.Measure.Id }, t => new { t.SubjectId, Id = t.MeasureId },
                    (p, t) => new { p.Measure, p.Memorandum, Task = t }).AsNoTracking().ToListAsync(ct);
            found.AddRange(rows.OrderBy(r => r.Measure.InitiatedOn).ThenBy(r => r.Measure.Id.Value).ThenBy(r => r.Task.Number).Select(r => (r.Measure.SubjectId, Of(r.Measure, r.Memorandum, r.Task))));
        }

        return found.ToLookup(p => p.Subject, p => p.Measure);
    }

    /// <summary>The measures that bear on the purpose, with whether the subject goes first.</summary>
    public static (IReadOnlyList<CheckMeasure> Measures, bool GreenChannel) For(IEnumerable<CheckMeasure> measures, CheckPurpose purpose)
    {
        var all = measures.ToList();
        var own = all.Where(m => JointField.Of(m.Field).AppliesTo(purpose)).ToList();

        // Nobody against whom measures are taken anywhere goes first.
        var isHeldBack = all.Exists(m => m.Kind == WordOf(MeasureKind.Punishment));
        return (own, !isHeldBack && own.Exists(m => ListedMeasure.Of(m.Code).OpensGreenChannel));
    }

    internal static string WordOf(MeasureKind kind) => kind is MeasureKind.Incentive ? "incentive" : "punishment";

    private static CheckMeasure Of(JointMeasure measure, string memorandum, MeasureTask task) => new(
        measure.Id.Value, task.Number, WordOf(measure.Kind), task.Measure, ListedMeasure.Of(task.Measure).Name.Zh, task.Field, JointField.Of(task.Field).Name.Zh,
        Short(memorandum), Short(task.Basis), Short(task.DepartmentName), Short(measure.BodyName));

    private static string Short(string text) => text.Length > TextMax ? text[..TextMax] + "…" : text;
}
