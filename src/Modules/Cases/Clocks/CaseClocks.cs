using Gongxin.Cases.Casework;
using Gongxin.Kernel.Rules;
using Gongxin.Kernel.Text;
using Gongxin.Kernel.Time;

namespace Gongxin.Cases.Clocks;

// What a case has to be done with by when: rows of the rule book of law, or of the platform's own promises, chosen by kind, step and
// region of the body. Which row it is stands in a file.
internal sealed class CaseClocks(RuleBook rules, WorkCalendar calendar)
{
    public const string Accept = "accept";
    public const string Answer = "answer";
    public const string Total = "total";

    private static readonly IReadOnlyList<Row> Rows = [.. Read("case-clocks").Rows.Select(r => new Row(r[0], r[1], r[2], r[3]))];
    private static readonly RuleBook Promises = new(RuleBook.Read(Read("service-periods")));

    public IReadOnlyList<CaseClock> Of(Case file)
    {
        var submittedOn = LegalZone.LegalDay(file.SubmittedAt);
        var clocks = new List<CaseClock>();
        Add(Accept, submittedOn, file.AcceptedOn is null && file.State is CaseState.Submitted or CaseState.Incomplete);
        if (file.AcceptedOn is { } acceptedOn)
        {
            Add(Answer, acceptedOn, file.State is CaseState.Handling);
        }

        Add(Total, submittedOn, file.State is CaseState.Submitted or CaseState.Incomplete or CaseState.Handling);
        return clocks;

        void Add(string step, DateOnly from, bool isRunning)
        {
            if (RuleOf(file, step, from) is { } rule)
            {
                clocks.Add(new(step, rule, rule.DeadlineFrom(from, calendar, file.Pauses), isRunning));
            }
        }
    }

    // The step that is due next: acceptance, then the answer.
    public void Set(Case file)
    {
        var next = Of(file).FirstOrDefault(c => c.IsRunning)?.Deadline;
        file.SetDue(next?.DueOn, next?.IsProvisional ?? false);
    }

    public int? DaysLeft(Deadline deadline, DateOnly today) => deadline.DaysLeft(today, calendar);

    // The row of the smallest region that the body lies in.
    private Rule? RuleOf(Case file, string step, DateOnly on)
    {
        var region = file.BodyUscc is { Length: 18 } uscc ? uscc[2..8] : "";
        var row = Rows.Where(r => r.Kind == file.Kind && r.Step == step && region.StartsWith(r.Region, StringComparison.Ordinal)).MaxBy(r => r.Region.Length);
        return row is null ? null : rules.History(row.Rule).Concat(Promises.History(row.Rule)).FirstOrDefault(r => r.IsInForceOn(on));
    }

    private static OwnCsv Read(string name) => OwnCsv.ReadEmbedded(typeof(CaseClocks).Assembly, $"Gongxin.Cases.{name}.csv");

    private sealed record Row(string Kind, string Step, string Region, string Rule);
}

internal sealed record CaseClock(string Step, Rule Rule, Deadline Deadline, bool IsRunning);
