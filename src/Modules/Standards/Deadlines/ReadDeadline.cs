using System.Globalization;
using Gongxin.Kernel.Rules;
using Gongxin.Kernel.Text;
using Gongxin.Kernel.Time;
using Gongxin.Standards.Rules;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Gongxin.Standards.Deadlines;

/// <summary>A deadline and why it falls on that day.</summary>
/// <param name="DueOn">The last day; null while a pause without an end stops the clock.</param>
/// <param name="IsProvisional">A notice still to come may move it.</param>
/// <param name="CountedAs">working or calendar: how the days were counted in the end.</param>
/// <param name="CalendarEdition">The notices that were known when it was computed.</param>
/// <param name="Skipped">Days that were not counted, in the order in which they were passed.</param>
public sealed record DeadlineView(
    RuleView Rule,
    DateOnly From,
    bool IsExtended,
    DateOnly? DueOn,
    bool IsProvisional,
    string CountedAs,
    string CalendarEdition,
    IReadOnlyList<SkippedDayView> Skipped);

/// <summary>A day that was not counted.</summary>
/// <param name="Reason">start_day, weekend, holiday, pause or last_day_moved.</param>
/// <param name="Holiday">Name of the holiday, for one.</param>
/// <param name="NoticeUrl">The notice that decides the day.</param>
public sealed record SkippedDayView(DateOnly On, string Reason, TwoTexts? Holiday, string? NoticeUrl);

internal static class ReadDeadline
{
    public const int PausesMax = 20;

    /// <param name="rule">Code of the rule.</param>
    /// <param name="from">Day of the event, <c>2026-02-12</c>.</param>
    /// <param name="extended">Adds the extension that the rule allows.</param>
    /// <param name="pause">Times that do not count, <c>2026-03-04..2026-03-10</c>; without an end while it lasts.</param>
    public static Ok<DeadlineView> Handle(RuleBook rules, WorkCalendar calendar, string rule, string from, bool? extended, string[]? pause) =>
        TypedResults.Ok(Of(rules, calendar, rule, DayOf("from", from), extended ?? false, PausesOf(pause ?? [])));

    public static DeadlineView Of(RuleBook rules, WorkCalendar calendar, string code, DateOnly from, bool extended, IReadOnlyList<Pause> pauses)
    {
        if (from < DeadlineCount.FromMin || from > DeadlineCount.FromMax)
        {
            throw StandardsRefusals.DateOutOfRange(DeadlineCount.FromMin, DeadlineCount.FromMax);
        }

        var rule = rules.InForce(code, from);
        var isExtended = extended && rule.Extension > 0;
        var deadline = rule.DeadlineFrom(from, calendar, pauses, isExtended);
        return new DeadlineView(
            RuleView.Of(rule),
            from,
            isExtended,
            deadline.DueOn,
            deadline.IsProvisional,
            RuleView.CountOf(deadline.Taken),
            deadline.CalendarEdition,
            [.. deadline.Skipped.Select(View)]);
    }

    public static DateOnly DayOf(string parameter, string text) =>
        DateOnly.TryParseExact(NormalForm.HalfWidth(text).Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : throw StandardsRefusals.QueryNotReadable(parameter, text.Length > 40 ? text[..40] : text);

    private static List<Pause> PausesOf(string[] texts)
    {
        if (texts.Length > PausesMax)
        {
            throw StandardsRefusals.QueryNotReadable("pause", texts.Length.ToString(CultureInfo.InvariantCulture));
        }

        return [.. texts.Select(PauseOf)];
    }

    private static Pause PauseOf(string text)
    {
        var ends = text.Split("..");
        if (ends.Length != 2)
        {
            throw StandardsRefusals.QueryNotReadable("pause", text.Length > 40 ? text[..40] : text);
        }

        var pause = new Pause(DayOf("pause", ends[0]), ends[1].Length == 0 ? null : DayOf("pause", ends[1]), "");
        return pause.To < pause.From ? throw StandardsRefusals.QueryNotReadable("pause", text) : pause;
    }

    private static SkippedDayView View(SkippedDay day) => new(
        day.On,
        day.Reason switch
        {
            SkipReason.StartDay => "start_day",
            SkipReason.Weekend => "weekend",
            SkipReason.Holiday => "holiday",
            SkipReason.Pause => "pause",
            _ => "last_day_moved",
        },
        day.Notice is { IsWorking: false } notice ? new TwoTexts(notice.NameZh, notice.NameEn) : null,
        day.Notice?.NoticeUrl);
}
