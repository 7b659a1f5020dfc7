using Gongxin.Kernel.Rules;
using Gongxin.Kernel.Text;
using Gongxin.Kernel.Time;

namespace Gongxin.Standards.Rules;

/// <summary>One dated row of a rule.</summary>
/// <param name="Value">Number of units, or the day of the year as <c>06-30</c>.</param>
/// <param name="Unit">day, month, year or date.</param>
/// <param name="DayKind">working, calendar or unsettled.</param>
/// <param name="Direction">after or before the event.</param>
/// <param name="Bound">at_most or at_least.</param>
/// <param name="Extension">By how many units it may be extended; 0 when not or without a number.</param>
/// <param name="ValidFrom">First day in force; null when not recorded.</param>
/// <param name="ValidTo">Last day in force; null when still in force.</param>
/// <param name="Certainty">verified, secondary or unverified.</param>
public sealed record RuleView(
    string Code,
    TwoTexts Name,
    TwoTexts Event,
    string Direction,
    string Value,
    string Unit,
    string DayKind,
    string Bound,
    int Extension,
    TwoTexts? Note,
    DateOnly? ValidFrom,
    DateOnly? ValidTo,
    TwoTexts LegalBasis,
    string Certainty,
    string Source)
{
    internal static RuleView Of(Rule rule) => new(
        rule.Code,
        rule.Name,
        rule.Event,
        rule.Period.Direction is PeriodDirection.Before ? "before" : "after",
        ValueOf(rule.Period),
        UnitOf(rule.Period.Unit),
        CountOf(rule.Period.Count),
        rule.Period.Bound is PeriodBound.AtLeast ? "at_least" : "at_most",
        rule.Extension,
        rule.Note.Zh.Length == 0 ? null : rule.Note,
        rule.ValidFrom,
        rule.ValidTo,
        rule.LegalBasis,
        rule.Certainty switch
        {
            Kernel.Rules.Certainty.Verified => "verified",
            Kernel.Rules.Certainty.Secondary => "secondary",
            _ => "unverified",
        },
        rule.Source);

    internal static string CountOf(DayCount count) => count switch
    {
        DayCount.Working => "working",
        DayCount.Calendar => "calendar",
        _ => "unsettled",
    };

    private static string ValueOf(Period period) => period.Unit is PeriodUnit.DayOfYear
        ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{period.Amount / 100:00}-{period.Amount % 100:00}")
        : period.Amount.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static string UnitOf(PeriodUnit unit) => unit switch
    {
        PeriodUnit.Day => "day",
        PeriodUnit.Month => "month",
        PeriodUnit.Year => "year",
        _ => "date",
    };
}
