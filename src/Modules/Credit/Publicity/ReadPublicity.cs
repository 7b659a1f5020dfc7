using System.Globalization;
using Gongxin.Kernel.Rules;
using Gongxin.Kernel.Text;
using Gongxin.Kernel.Time;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Gongxin.Credit.Publicity;

/// <summary>How long a record is public, and why.</summary>
/// <param name="Regime">none, document527, decree58, decree36 or licence.</param>
/// <param name="IsShown">Whether such a record is shown at all.</param>
/// <param name="From">First day of publicity.</param>
/// <param name="RepairFrom">First day on which repair may end it.</param>
/// <param name="Until">Last day of publicity; null without an end.</param>
/// <param name="Shortest">The row that says how long at least.</param>
/// <param name="Longest">The row that says how long at most.</param>
public sealed record PublicityView(
    string Regime, bool IsShown, DateOnly From, DateOnly? RepairFrom, DateOnly? Until, PublicityRow? Shortest, PublicityRow? Longest)
{
    internal static PublicityView Of(PublicityWindow window) => new(
        NameOf(window.Regime), window.IsShown, window.From, window.RepairFrom, window.Until,
        window.Shortest is { } min ? PublicityRow.Of(min) : null, window.Longest is { } max ? PublicityRow.Of(max) : null);

    internal static string NameOf(PublicityRegime regime) => regime.ToString().ToLowerInvariant();
}

/// <summary>One dated row of the matrix.</summary>
/// <param name="Months">Length in months from the day of the deciding document.</param>
/// <param name="Certainty">verified, secondary or unverified.</param>
public sealed record PublicityRow(
    string Code, TwoTexts Name, int Months, DateOnly? ValidFrom, DateOnly? ValidTo, TwoTexts? Note, TwoTexts LegalBasis, string Certainty, string Source)
{
    internal static PublicityRow Of(Rule rule) => new(
        rule.Code, rule.Name, rule.Period.Amount, rule.ValidFrom, rule.ValidTo, rule.Note.Zh.Length == 0 ? null : rule.Note, rule.LegalBasis,
        rule.Certainty.ToString().ToLowerInvariant(), rule.Source);
}

internal static class ReadPublicity
{
    /// <param name="kind">licence or penalty.</param>
    /// <param name="decided">Day of the deciding document, <c>2026-03-31</c>.</param>
    /// <param name="severity">minor, general (when not given) or serious.</param>
    /// <param name="safety">Food, drugs, special equipment, work safety or fire.</param>
    /// <param name="valid_until">Last day of a licence.</param>
    public static Ok<PublicityView> Handle(PublicityRules rules, string kind, string decided, string? severity, bool? safety, string? valid_until) =>
        TypedResults.Ok(PublicityView.Of(rules.WindowOf(FactsOf(kind, decided, severity, safety ?? false, valid_until))));

    public static Ok<IReadOnlyList<PublicityRow>> HandleRules(PublicityRules rules) =>
        TypedResults.Ok<IReadOnlyList<PublicityRow>>([.. rules.Rows.Select(PublicityRow.Of)]);

    public static PublicityFacts FactsOf(string kind, string decided, string? severity, bool safety, string? validUntil) => new(
        WordOf<PublicityKind>("kind", kind),
        DayOf("decided", decided),
        string.IsNullOrEmpty(severity) ? Severity.General : WordOf<Severity>("severity", severity),
        safety,
        string.IsNullOrEmpty(validUntil) ? null : DayOf("valid_until", validUntil));

    private static T WordOf<T>(string parameter, string word)
        where T : struct, Enum =>
        Enum.GetValues<T>().Where(v => v.ToString().Equals(word, StringComparison.OrdinalIgnoreCase)).Cast<T?>().FirstOrDefault()
            ?? throw CreditRefusals.QueryNotReadable(parameter, word);

    private static DateOnly DayOf(string parameter, string text) =>
        DateOnly.TryParseExact(NormalForm.HalfWidth(text).Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            && day >= DeadlineCount.FromMin && day <= DeadlineCount.FromMax
                ? day
                : throw CreditRefusals.QueryNotReadable(parameter, text);
}
