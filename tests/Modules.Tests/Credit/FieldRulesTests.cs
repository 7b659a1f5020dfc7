using Gongxin.Contracts.Credit;
using Gongxin.Credit.Publicity;
using Gongxin.Credit.Records.Taking;
using Gongxin.Credit.Records.Templates;

namespace Gongxin.Modules.Tests.Credit;

// Goal: every rule of a field has its finding, and only a fault in what makes a record refuses the row.
public sealed class FieldRulesTests
{
    private const string Identity = "110101199003070337";
    private static readonly DateOnly Today = new(2026, 11, 26);

    [Fact]
    public void A_right_row_has_no_finding()
    {
        Assert.Empty(Read(RecordKind.Penalty, Decisions.Penalty(1, "2026-10-08")).Findings);
        Assert.Empty(Read(RecordKind.Licence, Decisions.Licence(1, "2026-10-08")).Findings);
    }

    [Theory]
    [InlineData("CF_XDR_MC", "", "credit.field-missing", true)]
    [InlineData("CF_XDR_LB", "公司", "credit.value-not-in-list", true)]
    [InlineData("CF_XDR_SHXYM", "00000000000000000X", "credit.field-missing", true)]
    [InlineData("CF_XDR_SHXYM", "12345", "credit.code-malformed", true)]
    [InlineData("CF_XDR_SHXYM", "91110000100001825N", "credit.check-digit-wrong", false)]
    [InlineData("CF_XDR_ZZJG", "12345678-0", "credit.check-digit-wrong", false)]
    [InlineData("CF_FRDB", "/", "credit.field-missing", false)]
    [InlineData("CF_WSH", "—", "credit.field-missing", true)]
    [InlineData("CF_WSH", "第12号", "credit.number-of-unusual-form", false)]
    [InlineData("CF_WFXW", "无", "credit.field-missing", false)]
    [InlineData("CF_SY", "a\u0001b", "credit.character-not-allowed", false)]
    [InlineData("CF_CFLB", "批评教育", "credit.value-not-in-list", false)]
    [InlineData("CF_NR_FK", "", "credit.field-missing", false)]
    [InlineData("CF_NR_FK", "一万", "credit.amount-not-readable", false)]
    [InlineData("CF_NR_FK", "0.0000001", "credit.amount-not-readable", false)]
    [InlineData("CF_NR_FK", "-1", "credit.amount-not-readable", false)]
    [InlineData("CF_JDRQ", "2026-02-30", "credit.date-not-readable", true)]
    [InlineData("CF_JDRQ", "长期", "credit.date-not-readable", true)]
    [InlineData("CF_JDRQ", "2026-11-27", "credit.date-in-future", true)]
    [InlineData("CF_JDRQ", "1012-01-01", "credit.date-not-readable", true)]
    [InlineData("CF_YXQ", "2026-13-01", "credit.date-not-readable", false)]
    [InlineData("CF_CFJGDM", "", "credit.field-missing", true)]
    public void A_fault_has_its_finding(string field, string value, string finding, bool isRefused)
    {
        var row = Read(RecordKind.Penalty, Decisions.Penalty(1, "2026-10-08").With(field, value));

        Assert.Equal([(field, finding)], row.Findings.Select(f => (f.Column!, f.Code)));
        Assert.Equal(isRefused, row.IsRefused);
    }

    [Theory]
    [InlineData("有效期至", "2020-01-01", "credit.dates-in-disorder")]
    [InlineData("许可类别", "随便", "credit.value-not-in-list")]
    [InlineData("当前状态", "3", "credit.value-not-in-list")]
    [InlineData("有效期自", "长期", "credit.date-not-readable")]
    public void A_licence_has_rules_of_its_own(string field, string value, string finding)
    {
        var row = Read(RecordKind.Licence, Decisions.Licence(1, "2026-10-08").With(field, value));

        Assert.Equal([finding], row.Findings.Select(f => f.Code));
        Assert.False(row.IsRefused);
    }

    [Fact]
    public void What_is_too_long_is_emptied()
    {
        var row = Read(RecordKind.Penalty, Decisions.Penalty(1, "2026-10-08").With("CF_WFXW", new string('长', 2001)));

        Assert.Equal("credit.field-too-long", Assert.Single(row.Findings).Code);
        Assert.Null(row["CF_WFXW"]);
    }

    [Theory]
    [InlineData("没收违法所得", "CF_NR_WFFF")]
    [InlineData("警告；吊销许可证件", "CF_NR_ZKDX")]
    public void What_a_kind_of_penalty_needs_must_be_there(string kinds, string field) =>
        Assert.Equal([field], Read(RecordKind.Penalty, Decisions.Penalty(1, "2026-10-08").With("CF_CFLB", kinds)).Findings.Select(f => f.Column));

    [Fact]
    public void Nothing_of_a_person_is_kept()
    {
        var person = Read(RecordKind.Penalty, Decisions.Penalty(1, "bad").With("CF_XDR_LB", "自然人").With("CF_XDR_ZJHM", Identity));
        Assert.True(person.IsPerson);
        Assert.Equal(("credit.person-left-out", null), (Assert.Single(person.Findings).Code, person.Findings[0].Text));

        var firm = Read(RecordKind.Penalty, Decisions.Penalty(1, "2026-10-08").With("CF_FR_ZJHM", Identity).With("CF_SY", $"当事人{Identity}经查"));
        Assert.Null(firm["CF_FRDB"]);
        Assert.Null(firm["CF_FR_ZJHM"]);
        Assert.Equal("当事人******************经查", firm["CF_SY"]);
        Assert.Equal("credit.identity-number-masked", Assert.Single(firm.Findings).Code);
    }

    [Theory]
    [InlineData("1", 1_000_000)]
    [InlineData("0.000001", 1)]
    [InlineData("1,234.56", 1_234_560_000)]
    [InlineData("0.3", 300_000)]
    public void Ten_thousand_yuan_are_a_million_fen(string text, long fen) =>
        Assert.Equal(fen, Read(RecordKind.Penalty, Decisions.Penalty(1, "2026-10-08").With("CF_NR_FK", text)).Fen["CF_NR_FK"]);

    [Theory]
    [InlineData("2026/10/8")]
    [InlineData("20261008")]
    [InlineData("2026年10月8日")]
    [InlineData("２０２６－１０－０８")]
    [InlineData("2026-10-08 00:00:00")]
    public void Days_are_read_as_they_are_written(string text) =>
        Assert.Equal(new DateOnly(2026, 10, 8), Read(RecordKind.Penalty, Decisions.Penalty(1, text)).Days["CF_JDRQ"]);

    [Theory]
    [InlineData("警告", Severity.Minor)]
    [InlineData("警告；通报批评", Severity.Minor)]
    [InlineData("警告；罚款", Severity.General)]
    [InlineData("没收违法所得", Severity.General)]
    [InlineData("罚款；吊销许可证件", Severity.Serious)]
    [InlineData("责令关闭", Severity.Serious)]
    public void Severity_is_read_from_the_kinds(string kinds, Severity severity) => Assert.Equal(severity, PenaltyClass.SeverityOf(kinds));

    [Fact]
    public void Headings_are_exchanged_names_or_Chinese_ones()
    {
        Assert.Equal(RecordTemplate.Penalty.FieldOf("cf_wsh"), RecordTemplate.Penalty.FieldOf("行政处罚决定书文号"));
        Assert.Equal(RecordTemplate.Penalty.FieldOf("CF_NR_FK"), RecordTemplate.Penalty.FieldOf("罚款金额(万元)"));
        Assert.Equal(-1, RecordTemplate.Penalty.FieldOf("XK_WSH"));
        Assert.Equal((28, 30), (RecordTemplate.Licence.Fields.Count, RecordTemplate.Penalty.Fields.Count));
        Assert.All([RecordTemplate.Licence, RecordTemplate.Penalty], t => Assert.All(t.Parts.Key, k => Assert.True(t.FieldOf(k) >= 0, k)));
    }

    private static RowReading Read(RecordKind kind, Dictionary<string, string> cells)
    {
        var template = RecordTemplate.Of(kind);
        var row = new RowReading(template, 2);
        foreach (var (heading, cell) in cells)
        {
            row[template.FieldOf(heading)] = FieldText.ValueOf(cell);
        }

        FieldRules.Check(row, Today);
        return row;
    }
}
