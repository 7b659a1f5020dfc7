using Gongxin.Catalogue.Resources.Rules;

namespace Gongxin.Catalogue.Resources;

// When a resource must be updated next: its last update plus its cycle (list update-cycles).
internal static class UpdateCycles
{
    // Real time and "other" have no day that could be named.
    public static DateOnly? NextDue(string? cycle, DateOnly lastUpdate) => cycle switch
    {
        "2" => lastUpdate.AddDays(1),
        "3" => lastUpdate.AddDays(7),
        "4" => lastUpdate.AddMonths(1),
        "5" => lastUpdate.AddMonths(3),
        "6" => lastUpdate.AddMonths(6),
        "7" => lastUpdate.AddYears(1),
        _ => null,
    };

    // Overdue is what is late by more than the days of grace that the rule in force gives.
    public static bool IsOverdue(DateOnly? due, DateOnly today, ResourceRuleBook rules) =>
        due is { } day && rules.InForce("resource.overdue", today) is { } rule && today > day.AddDays(rule.Value);
}
