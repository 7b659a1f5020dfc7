using Gongxin.Contracts.Standards;
using Gongxin.Kernel.Rules;
using Gongxin.Kernel.Time;
using Gongxin.Standards.Calendar;
using Gongxin.Standards.CodeLists;
using Gongxin.Standards.Deadlines;
using Gongxin.Standards.Rules;

namespace Gongxin.Standards;

// What the module's pages read: the same functions as the API's slices.
public sealed class StandardsQueries
{
    private readonly CodeListSearch _search;
    private readonly RuleBook _rules;
    private readonly WorkCalendar _calendar;
    private readonly TimeProvider _clock;

    internal StandardsQueries(CodeListSearch search, RuleBook rules, WorkCalendar calendar, TimeProvider clock)
    {
        (_search, _rules, _calendar, _clock) = (search, rules, calendar, clock);
    }

    public DateOnly Today => _clock.LegalToday();

    public int FirstYear => ReadCalendar.FirstOf(_calendar);

    public int LastYear => ReadCalendar.LastOf(_calendar);

    /// <summary>Every list, or those in whose title, summary, slug or issuer every word is found.</summary>
    public IReadOnlyList<CodeListView> CodeLists(string? words) => [.. _search.Lists(words).Select(CodeListView.Of)];

    /// <summary>The list and those of its items in which every word is found.</summary>
    public (CodeList List, IReadOnlyList<CodeItem> Items) CodeList(string slug, string? words)
    {
        var list = _search.List(slug);
        return (list, _search.Find(list, words));
    }

    public CalendarYear Year(int year) => ReadCalendar.Of(_calendar, year);

    public IReadOnlyList<RuleView> Rules() => [.. _rules.All.Select(RuleView.Of)];

    /// <exception cref="Kernel.Errors.Refusal">The rule is not known or was not in force, or the day cannot be read.</exception>
    public DeadlineView Deadline(string rule, string from, bool extended) =>
        ReadDeadline.Of(_rules, _calendar, rule, ReadDeadline.DayOf("from", from), extended, []);

    /// <summary>Days left after today, in the days that count for the deadline; negative when it is past.</summary>
    public int? DaysLeft(DeadlineView deadline) => deadline.DueOn switch
    {
        null => null,
        { } due when deadline.CountedAs == "working" => _calendar.WorkingDaysBetween(Today, due),
        { } due => due.DayNumber - Today.DayNumber,
    };
}
