using Gongxin.Kernel.Rules;
using Gongxin.Kernel.Time;

namespace Gongxin.Credit.Publicity;

// How long a record is public. Three regimes live side by side: the one in force on the day of the fact applies, so a record keeps its
// window when the law moves on. The numbers are rows of the rule book; here stands only which row a fact falls under.
internal sealed class PublicityRules(RuleBook rules, WorkCalendar calendar)
{
    public static readonly DateOnly Document527From = new(2019, 7, 1);
    public static readonly DateOnly Decree58From = new(2023, 5, 1);
    public static readonly DateOnly Decree36From = new(2026, 4, 1);

    public const string Prefix = "PUBLICITY_";
    private const string MinorMax = Prefix + "MINOR_MAX";

    // Every dated row of the matrix, in the order of the file.
    public IEnumerable<Rule> Rows => rules.All.Where(r => r.Code.StartsWith(Prefix, StringComparison.Ordinal));

    public static PublicityRegime RegimeOf(DateOnly decidedOn) =>
        decidedOn >= Decree36From ? PublicityRegime.Decree36
        : decidedOn >= Decree58From ? PublicityRegime.Decree58
        : decidedOn >= Document527From ? PublicityRegime.Document527
        : PublicityRegime.None;

    // isOrdered: a minor record is shown only where somebody entitled says that it has to be.
    public PublicityWindow WindowOf(PublicityFacts facts, bool isOrdered = false)
    {
        if (facts.Kind is PublicityKind.Licence)
        {
            return new(PublicityRegime.Licence, true, facts.DecidedOn, null, facts.ValidUntil, null, null);
        }

        var regime = RegimeOf(facts.DecidedOn);
        if (regime is PublicityRegime.None)
        {
            return new(regime, false, facts.DecidedOn, null, null, null, null);
        }

        if (regime is PublicityRegime.Decree36 && facts.Severity is Severity.Minor)
        {
            var longest = rules.InForce(MinorMax, facts.DecidedOn);
            return new(regime, isOrdered, facts.DecidedOn, facts.DecidedOn, isOrdered ? EndOf(longest, facts) : null, null, longest);
        }

        var row = Prefix + ClassOf(regime, facts);
        var (min, max) = (rules.InForce(row + "_MIN", facts.DecidedOn), rules.InForce(row + "_MAX", facts.DecidedOn));
        return new(regime, true, facts.DecidedOn, EndOf(min, facts), EndOf(max, facts), min, max);
    }

    // Decree 58 knew fields, not severities; document 527 knew two severities.
    private static string ClassOf(PublicityRegime regime, PublicityFacts facts) => regime switch
    {
        PublicityRegime.Decree58 => facts.IsSafetyField ? "SERIOUS" : "GENERAL",
        _ => facts.Severity is Severity.Serious ? "SERIOUS" : "GENERAL",
    };

    private DateOnly EndOf(Rule rule, PublicityFacts facts) => rule.DeadlineFrom(facts.DecidedOn, calendar).DueOn!.Value;
}
