using Gongxin.Kernel.Text;
using Gongxin.Kernel.Time;

namespace Gongxin.Kernel.Rules;

/// <summary>How sure it is that a rule says what its row says.</summary>
public enum Certainty
{
    /// <summary>The text of the law was read.</summary>
    Verified,

    /// <summary>Only reports about the text were read.</summary>
    Secondary,

    /// <summary>Not compared with the text: a setting, never shown as law.</summary>
    Unverified,
}

/// <summary>One dated row: what a rule says during a time. The rule that applies is the one in force on the date of the fact.</summary>
public sealed record Rule
{
    /// <summary>Stable code; rows of one rule at different times share it.</summary>
    public required string Code { get; init; }

    public required TwoTexts Name { get; init; }

    /// <summary>The event from (or before) which the period is counted.</summary>
    public required TwoTexts Event { get; init; }

    public required Period Period { get; init; }

    /// <summary>By how much the period may be extended, in its own unit; 0 when not, or when the rule gives no number.</summary>
    public int Extension { get; init; }

    public required TwoTexts Note { get; init; }

    /// <summary>First day in force; null when it is not recorded and the rule is taken to have always been so.</summary>
    public DateOnly? ValidFrom { get; init; }

    /// <summary>Last day in force; null when it still is.</summary>
    public DateOnly? ValidTo { get; init; }

    public required TwoTexts LegalBasis { get; init; }
    public required Certainty Certainty { get; init; }
    public required string Source { get; init; }

    public bool IsInForceOn(DateOnly day) => (ValidFrom is null || day >= ValidFrom) && (ValidTo is null || day <= ValidTo);

    /// <summary>The deadline that this rule sets for an event on a day.</summary>
    public Deadline DeadlineFrom(DateOnly from, WorkCalendar calendar, IReadOnlyList<Pause>? pauses = null, bool extended = false) =>
        DeadlineCount.From(from, extended ? Period.Extended(Extension) : Period, calendar, pauses);
}
