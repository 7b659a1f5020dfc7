using System.Globalization;
using Gongxin.Credit.Publicity;
using Gongxin.Kernel.Rules;
using Gongxin.Kernel.Time;

namespace Gongxin.Modules.Tests.Credit;

// Goal: every cell of the matrix of publicity, on both sides of each day on which a regime begins.
public sealed class PublicityRulesTests
{
    private static readonly PublicityRules Rules = new(RuleBook.BuiltIn, WorkCalendar.China);

    // decided, severity, safety field | regime, shown, repair possible from, last day
    [Theory]
    [InlineData("2019-06-30", Severity.Minor, false, PublicityRegime.None, false, null, null)]
    [InlineData("2019-06-30", Severity.General, false, PublicityRegime.None, false, null, null)]
    [InlineData("2019-06-30", Severity.Serious, true, PublicityRegime.None, false, null, null)]
    [InlineData("2019-07-01", Severity.Minor, false, PublicityRegime.Document527, true, "2019-10-01", "2020-07-01")]
    [InlineData("2019-07-01", Severity.General, false, PublicityRegime.Document527, true, "2019-10-01", "2020-07-01")]
    [InlineData("2019-07-01", Severity.Serious, false, PublicityRegime.Document527, true, "2020-01-01", "2022-07-01")]
    [InlineData("2023-04-30", Severity.General, false, PublicityRegime.Document527, true, "2023-07-30", "2024-04-30")]
    [InlineData("2023-04-30", Severity.Serious, false, PublicityRegime.Document527, true, "2023-10-30", "2026-04-30")]
    [InlineData("2023-04-30", Severity.General, true, PublicityRegime.Document527, true, "2023-07-30", "2024-04-30")]
    [InlineData("2023-05-01", Severity.General, false, PublicityRegime.Decree58, true, "2023-08-01", "2026-05-01")]
    [InlineData("2023-05-01", Severity.Serious, false, PublicityRegime.Decree58, true, "2023-08-01", "2026-05-01")]
    [InlineData("2023-05-01", Severity.General, true, PublicityRegime.Decree58, true, "2024-05-01", "2026-05-01")]
    [InlineData("2026-03-31", Severity.Minor, false, PublicityRegime.Decree58, true, "2026-06-30", "2029-03-31")]
    [InlineData("2026-03-31", Severity.General, false, PublicityRegime.Decree58, true, "2026-06-30", "2029-03-31")]
    [InlineData("2026-03-31", Severity.General, true, PublicityRegime.Decree58, true, "2027-03-31", "2029-03-31")]
    [InlineData("2026-04-01", Severity.Minor, false, PublicityRegime.Decree36, false, "2026-04-01", null)]
    [InlineData("2026-04-01", Severity.General, false, PublicityRegime.Decree36, true, "2026-07-01", "2027-04-01")]
    [InlineData("2026-04-01", Severity.General, true, PublicityRegime.Decree36, true, "2026-07-01", "2027-04-01")]
    [InlineData("2026-04-01", Severity.Serious, false, PublicityRegime.Decree36, true, "2027-04-01", "2029-04-01")]
    public void The_regime_of_the_day_of_the_decision_counts(
        string decided, Severity severity, bool isSafety, PublicityRegime regime, bool isShown, string? repairFrom, string? until)
    {
        var window = Rules.WindowOf(new(PublicityKind.Penalty, Day(decided), severity, isSafety));

        Assert.Equal((regime, isShown, DayOrNull(repairFrom), DayOrNull(until)), (window.Regime, window.IsShown, window.RepairFrom, window.Until));
        Assert.Equal(Day(decided), window.From);
        Assert.All([window.Shortest, window.Longest], rule => Assert.True(rule is null || rule.IsInForceOn(Day(decided))));
    }

    [Fact]
    public void A_minor_record_that_has_to_be_shown_is_shown_for_three_months_at_most()
    {
        var window = Rules.WindowOf(new(PublicityKind.Penalty, new(2026, 11, 30), Severity.Minor), isOrdered: true);

        Assert.Equal((true, new DateOnly(2026, 11, 30), new DateOnly(2027, 2, 28)), (window.IsShown, window.RepairFrom, window.Until));
        Assert.True(window.IsShownOn(new(2027, 2, 28)));
        Assert.False(window.IsShownOn(new(2027, 3, 1)));
        Assert.False(window.IsShownOn(new(2026, 11, 29)));
    }

    [Fact]
    public void A_licence_is_public_while_it_is_valid()
    {
        Assert.Null(Rules.WindowOf(new(PublicityKind.Licence, new(2010, 1, 1))).Until);
        Assert.Equal(new DateOnly(2027, 1, 5), Rules.WindowOf(new(PublicityKind.Licence, new(2026, 1, 5), ValidUntil: new(2027, 1, 5))).Until);
    }

    [Fact]
    public void An_end_that_a_source_states_must_lie_inside_the_window()
    {
        var window = Rules.WindowOf(new(PublicityKind.Penalty, new(2026, 4, 1)));

        Assert.Equal([false, true, true, false], new DateOnly[] { new(2026, 6, 30), new(2026, 7, 1), new(2027, 4, 1), new(2027, 4, 2) }.Select(window.Allows));
    }

    [Fact]
    public void Regimes_begin_where_the_rows_of_the_rule_book_begin()
    {
        var begins = Rules.Rows.Select(r => r.ValidFrom).Distinct().Order();

        Assert.Equal([PublicityRules.Document527From, PublicityRules.Decree58From, PublicityRules.Decree36From], begins.OfType<DateOnly>());
        Assert.Equal(13, Rules.Rows.Count());
    }

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateOnly? DayOrNull(string? text) => text is null ? null : Day(text);
}
