using System.Text.RegularExpressions;
using Gongxin.Contracts.Registry;
using Gongxin.Kernel.Identity;
using Gongxin.Kernel.Time;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Credit.Measures.Memoranda;

/// <summary>A memorandum to be put on record.</summary>
/// <param name="Code">Short name in addresses: lower-case letters, digits and hyphens.</param>
/// <param name="Basis">Document by which it was agreed.</param>
/// <param name="Cause">Code of a list, or penalty.</param>
/// <param name="Body">Credit code of the body that leads it.</param>
/// <param name="ResponseDays">Working days in which a department answers a task.</param>
public sealed record NewMemorandum(
    string? Code, string? Name, string? Basis, string? Cause, string? Body, int ResponseDays, DateOnly? ValidFrom, DateOnly? ValidUntil, IReadOnlyList<NewClause>? Clauses);

/// <summary>What one department promises.</summary>
/// <param name="Measure">Code in the measure list.</param>
/// <param name="Field">Code of the field, 1 to 27.</param>
/// <param name="Department">Credit code of the department.</param>
/// <param name="Basis">Law or regulation, with its article.</param>
public sealed record NewClause(string? Measure, string? Field, string? Department, string? Basis);

// Puts memoranda on record and ends them.
internal sealed partial class MemorandumDesk(CreditDb credit, ISubjects subjects, TimeProvider clock)
{
    public async Task<MemorandumView> AgreeAsync(NewMemorandum asked, CancellationToken ct)
    {
        var today = clock.LegalToday();
        var text = TextOf(asked, today);
        if (await credit.Whole.Set<Memorandum>().AnyAsync(m => m.Code == text.Code, ct))
        {
            throw MeasureRefusals.CodeTaken(text.Code);
        }

        var memorandum = Memorandum.Agree(text, await BodyAsync(asked.Body, ct), await ClausesAsync(asked.Clauses ?? [], ct));
        credit.Whole.Add(memorandum);
        credit.Audit("MemorandumAgreed", $"credit:memorandum/{text.Code}", new { memorandum.Cause, clauses = memorandum.Clauses.Count });
        credit.QueueLedger("credit.memorandum-agreed", $"credit:memorandum/{text.Code}", new { code = text.Code, clauses = memorandum.Clauses.Count });
        await credit.SaveAsync(ct);
        return MemorandumView.Of(memorandum, new(0, 0, 0, 0), today);
    }

    public async Task EndAsync(string code, CancellationToken ct)
    {
        var memorandum = await FindAsync(credit, code, ct);
        memorandum.End(clock.LegalToday());
        credit.Audit("MemorandumEnded", $"credit:memorandum/{code}");
        credit.QueueLedger("credit.memorandum-ended", $"credit:memorandum/{code}", new { code });
        await credit.SaveAsync(ct);
    }

    public static async Task<Memorandum> FindAsync(CreditDb credit, string? code, CancellationToken ct) =>
        await credit.Whole.Set<Memorandum>().Include(m => m.Clauses).SingleOrDefaultAsync(m => m.Code == code, ct) ?? throw MeasureRefusals.MemorandumNotFound();

    private static MemorandumText TextOf(NewMemorandum asked, DateOnly today)
    {
        if (asked.Code is not { Length: > 0 and <= Memorandum.CodeMax } code || !CodeForm().IsMatch(code))
        {
            throw MeasureRefusals.ValueNotUsable("code", Memorandum.CodeMax);
        }

        if (asked.ResponseDays is < 1 or > Memorandum.ResponseDaysMax)
        {
            throw MeasureRefusals.ValueNotUsable("responseDays", Memorandum.ResponseDaysMax);
        }

        var from = asked.ValidFrom ?? today;
        return asked.ValidUntil < from
            ? throw ActsRefusals.DayNotPossible()
            : new(
                code, MeasureDesk.Text("name", asked.Name, Memorandum.NameMax), MeasureDesk.Text("basis", asked.Basis, Memorandum.BasisMax),
                MeasureDesk.Text("cause", asked.Cause, Memorandum.CodeMax), asked.ResponseDays, from, asked.ValidUntil);
    }

    private async Task<IReadOnlyList<MemorandumClause>> ClausesAsync(IReadOnlyList<NewClause> asked, CancellationToken ct)
    {
        if (asked.Count is 0 or > Memorandum.ClausesMax)
        {
            throw MeasureRefusals.ValueNotUsable("clauses", Memorandum.ClausesMax);
        }

        var clauses = new List<MemorandumClause>(asked.Count);
        foreach (var clause in asked)
        {
            var department = await BodyAsync(clause.Department, ct);
            clauses.Add(new()
            {
                Number = clauses.Count + 1,
                Measure = clause.Measure ?? "",
                Field = clause.Field ?? "",
                DepartmentId = department.Id.Value,
                DepartmentUscc = department.Uscc!,
                DepartmentName = department.Name,
                Basis = MeasureDesk.Text("basis", clause.Basis, Memorandum.BasisMax),
            });
        }

        return clauses;
    }

    private async Task<SubjectView> BodyAsync(string? uscc, CancellationToken ct) =>
        (uscc is { Length: > 0 and <= 40 } ? await subjects.FindAsync(IdentifierKind.Uscc, uscc.Trim(), ct) : null) is { Uscc: not null } found ? found : throw CreditRefusals.SubjectNotFound();

    [GeneratedRegex("^[a-z0-9][a-z0-9-]*$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex CodeForm();
}
