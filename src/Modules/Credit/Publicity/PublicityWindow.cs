using Gongxin.Kernel.Rules;

namespace Gongxin.Credit.Publicity;

/// <summary>What the length of publicity depends on.</summary>
/// <param name="DecidedOn">The day of the deciding document: the rule in force on it applies for ever (decision 0028).</param>
/// <param name="IsSafetyField">Food, drugs, special equipment, work safety or fire: longer between 2023-05-01 and 2026-03-31.</param>
/// <param name="ValidUntil">Last day of a licence; null when it has no end.</param>
internal sealed record PublicityFacts(
    PublicityKind Kind, DateOnly DecidedOn, Severity Severity = Severity.General, bool IsSafetyField = false, DateOnly? ValidUntil = null);

/// <summary>Which body of rules a fact falls under.</summary>
public enum PublicityRegime
{
    /// <summary>Before 2019-07-01 no rule of the country said how long a penalty stays public.</summary>
    None,

    /// <summary>发改办财金〔2019〕527号</summary>
    Document527,

    /// <summary>国家发展改革委令第58号</summary>
    Decree58,

    /// <summary>国家发展改革委令第36号</summary>
    Decree36,

    /// <summary>A licence is public as long as it is valid.</summary>
    Licence,

    /// <summary>The dated row of its class: every class but licences and penalties.</summary>
    Class,
}

/// <summary>From when until when a record is public, both days included, and by which rows of the rules.</summary>
/// <param name="IsShown">False when the rule says that such a record is not shown, or when there is no rule to show it by.</param>
/// <param name="RepairFrom">First day on which publicity may end early by repair; null where repair means nothing.</param>
/// <param name="Until">Last day of publicity; null when it has no end, or is not shown.</param>
/// <param name="Shortest">The row that says how long at least; null where none does.</param>
/// <param name="Longest">The row that says how long at most; null where none does.</param>
internal sealed record PublicityWindow(
    PublicityRegime Regime, bool IsShown, DateOnly From, DateOnly? RepairFrom, DateOnly? Until, Rule? Shortest, Rule? Longest)
{
    public bool IsShownOn(DateOnly day) => IsShown && day >= From && (Until is null || day <= Until);

    /// <summary>True when an end that a source states lies inside what the rules allow.</summary>
    public bool Allows(DateOnly until) => (RepairFrom is null || until >= RepairFrom) && (Until is null || until <= Until);
}
