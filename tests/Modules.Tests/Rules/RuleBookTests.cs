using Gongxin.Kernel.Errors;
using Gongxin.Kernel.Rules;
using Gongxin.Kernel.Text;
using Gongxin.Kernel.Time;

namespace Gongxin.Modules.Tests.Rules;

public sealed class RuleBookTests
{
    private const string Header =
        "code,name_zh,name_en,event_zh,event_en,direction,value,unit,day_kind,bound,extension,note_zh,note_en,"
        + "valid_from,valid_to,legal_basis_zh,legal_basis_en,certainty,source";

    private static readonly RuleBook Book = RuleBook.BuiltIn;

    [Fact]
    public void The_rule_of_the_day_of_the_fact_applies()
    {
        var old = Book.InForce("PUBLICITY_GENERAL_MAX", new DateOnly(2026, 3, 31));
        var today = Book.InForce("PUBLICITY_GENERAL_MAX", new DateOnly(2026, 4, 1));

        Assert.Equal(36, old.Period.Amount);
        Assert.Equal(12, today.Period.Amount);
        Assert.Equal(new DateOnly(2029, 3, 31), old.DeadlineFrom(new DateOnly(2026, 3, 31), WorkCalendar.China).DueOn);
        Assert.Equal(new DateOnly(2027, 4, 1), today.DeadlineFrom(new DateOnly(2026, 4, 1), WorkCalendar.China).DueOn);
    }

    [Fact]
    public void A_fact_before_the_rule_has_no_rule()
    {
        var refusal = Assert.Throws<Refusal>(() => Book.InForce("PUBLICITY_GENERAL_MAX", new DateOnly(2019, 6, 30)));

        Assert.Equal(("rule.not-in-force", 422), (refusal.Code, refusal.Status));
        Assert.Equal(["PUBLICITY_GENERAL_MAX", "2019-06-30"], refusal.Args);
    }

    [Fact]
    public void An_unknown_rule_is_refused()
    {
        var refusal = Assert.Throws<Refusal>(() => Book.InForce("NO_SUCH_RULE", new DateOnly(2026, 1, 1)));

        Assert.Equal(("rule.unknown", 404), (refusal.Code, refusal.Status));
        Assert.Empty(Book.History("NO_SUCH_RULE"));
    }

    [Fact]
    public void The_history_of_a_rule_runs_from_early_to_late() =>
        Assert.Equal([12, 36, 12], Book.History("PUBLICITY_GENERAL_MAX").Select(r => r.Period.Amount));

    [Theory]
    [InlineData("SGS_7WD", "2026-02-12", "2026-02-28")]
    [InlineData("PEN_CASE_90", "2026-01-05", "2026-04-05")]
    [InlineData("ENT_ANNUAL", "2026-01-01", "2026-06-30")]
    [InlineData("LIC_RENEW_30", "2026-12-31", "2026-11-19")]
    [InlineData("ECOM_END_30", "2026-05-31", "2026-05-01")]
    [InlineData("ECOM_KEEP_3Y", "2026-02-12", "2029-02-12")]
    public void The_rules_of_law_give_their_days(string code, string from, string due)
    {
        var day = DateOnly.Parse(from, System.Globalization.CultureInfo.InvariantCulture);

        var deadline = Book.InForce(code, day).DeadlineFrom(day, WorkCalendar.China);

        Assert.Equal(DateOnly.Parse(due, System.Globalization.CultureInfo.InvariantCulture), deadline.DueOn);
    }

    [Fact]
    public void An_extension_is_added_in_the_days_of_the_rule()
    {
        var rule = Book.InForce("LIC_DECIDE_20", new DateOnly(2026, 3, 2));

        Assert.Equal(new DateOnly(2026, 3, 30), rule.DeadlineFrom(new DateOnly(2026, 3, 2), WorkCalendar.China).DueOn);
        Assert.Equal(new DateOnly(2026, 4, 14), rule.DeadlineFrom(new DateOnly(2026, 3, 2), WorkCalendar.China, extended: true).DueOn);
    }

    [Fact]
    public void Every_rule_says_what_why_and_how_sure_in_both_languages()
    {
        Assert.InRange(Book.All.Count, 50, 500);
        Assert.All(Book.All, rule =>
        {
            Assert.All([rule.Name, rule.Event, rule.LegalBasis], text => Assert.True(text.Zh.Length > 0 && text.En.Length > 0, rule.Code));
            Assert.Equal(rule.Note.Zh.Length == 0, rule.Note.En.Length == 0);
            Assert.NotEmpty(rule.Source);
            Assert.True(rule.ValidFrom is null || rule.ValidTo is null || rule.ValidFrom <= rule.ValidTo, rule.Code);
            _ = rule.DeadlineFrom(rule.ValidFrom ?? new DateOnly(2026, 1, 5), WorkCalendar.China, extended: true);
        });
    }

    [Fact]
    public void Two_rows_in_force_on_one_day_are_refused()
    {
        Assert.Throws<InvalidDataException>(() => BookOf(Row("2020-01-01", "2023-12-31"), Row("2023-12-31", "")));
        Assert.Throws<InvalidDataException>(() => BookOf(Row("2020-01-01", ""), Row("2024-01-01", "")));
        Assert.Throws<InvalidDataException>(() => BookOf(Row("", ""), Row("", "")));
        Assert.Equal(2, BookOf(Row("", "2023-12-31"), Row("2024-01-01", "")).History("X").Count);
    }

    [Theory]
    [InlineData("unit", "week")]
    [InlineData("day_kind", "lunar")]
    [InlineData("certainty", "perhaps")]
    public void A_rule_that_cannot_be_read_is_refused(string column, string value)
    {
        var cells = Row("", "").Split(',');
        cells[Array.IndexOf(Header.Split(','), column)] = value;

        Assert.Throws<InvalidDataException>(() => BookOf(string.Join(',', cells)));
    }

    private static string Row(string from, string to) => $"X,名,name,日,day,after,3,day,working,at_most,,,,{from},{to},据,basis,verified,text";

    private static RuleBook BookOf(params string[] rows) =>
        new(RuleBook.Read(OwnCsv.Read(new StringReader(Header + "\n" + string.Join('\n', rows)))));
}
