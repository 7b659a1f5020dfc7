using Gongxin.Catalogue.Resources.Rules;
using Gongxin.Kernel.Time;

namespace Gongxin.Catalogue.Timeliness;

// Makes promises of declared cycles (code list update-cycles). A due day off moves to the next working day, because nobody
// updates data on a holiday; grace and the days of "due soon" are dated rules, of which those in force on the due day apply.
internal sealed class UpdatePromises(WorkCalendar calendar, ResourceRuleBook rules)
{
    public const int CycleMax = 10;

    private const string GraceRule = "resource.overdue";
    private const string DueSoonRule = "freshness.due-soon";

    // A reader of a daily table is not helped by a week's notice.
    private const int NearShare = 4;

    public static IReadOnlyList<string> Cycles { get; } = ["1", "2", "3", "4", "5", "6", "7", "8"];

    // Null for real time and "other", which name no day.
    public static Period? PeriodOf(string? cycle) => cycle switch
    {
        "2" => Period.CalendarDays(1),
        "3" => Period.CalendarDays(7),
        "4" => Period.Months(1),
        "5" => Period.Months(3),
        "6" => Period.Months(6),
        "7" => Period.Years(1),
        _ => null,
    };

    public UpdatePromise? Of(string? cycle, DateOnly updatedOn)
    {
        if (PeriodOf(cycle) is not { } period)
        {
            return null;
        }

        var deadline = DeadlineCount.From(updatedOn, period with { EndsOnWorkingDay = true }, calendar);
        var due = deadline.DueOn!.Value;
        var near = Math.Min(Days(DueSoonRule, due), (due.DayNumber - updatedOn.DayNumber) / NearShare);
        return new UpdatePromise(cycle!, deadline, due.AddDays(-near), due.AddDays(Days(GraceRule, due) + 1));
    }

    // What was promised and kept over the days of all updates, in order. A promise begins with an update and is kept when another
    // comes before it is overdue; of several within it the last begins the next promise. One that nobody kept counts once, however long
    // it stays open; one that is not over yet counts nothing.
    // `cycleOn` is the cycle that held on a day: an update under none promises nothing.
    public (int Kept, int Missed) Count(Func<DateOnly, string?> cycleOn, IReadOnlyList<DateOnly> updates, DateOnly today)
    {
        var (kept, missed) = (0, 0);
        for (var i = 0; i < updates.Count;)
        {
            var next = i + 1;
            if (Of(cycleOn(updates[i]), updates[i]) is not { } promise)
            {
                i = next;
                continue;
            }

            while (next < updates.Count && updates[next] == updates[i])
            {
                next++;
            }

            if (next == updates.Count)
            {
                missed += promise.StateOn(today) is FreshnessState.Overdue ? 1 : 0;
                break;
            }

            while (next + 1 < updates.Count && updates[next + 1] <= promise.DueOn)
            {
                next++;
            }

            _ = updates[next] < promise.OverdueFrom ? kept++ : missed++;
            i = next;
        }

        return (kept, missed);
    }

    public int GraceDaysOn(DateOnly day) => Days(GraceRule, day);

    private int Days(string rule, DateOnly on) => rules.InForce(rule, on)?.Value ?? 0;
}
