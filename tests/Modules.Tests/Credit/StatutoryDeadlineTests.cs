using System.Globalization;
using Gongxin.Kernel.Errors;
using Gongxin.Kernel.Rules;
using Gongxin.Kernel.Time;
using Gongxin.Modules.Tests;

namespace Gongxin.Modules.Tests.Credit;

// Goal: every statutory period counts as its law says, before and after the days on which regimes change. Method: the days below were
// counted by another program from the State Council's notices; events lie before the Spring Festival of 2026 (with its make-up
// Saturday), on the last day of decree 58, on the first of decree 36, and before the National Day. A row with several periods (who
// marks, who decides) has several lines.
public sealed class StatutoryDeadlineTests
{
    private const int RowCount = 39;
    private static readonly string[] Events = ["2026-02-12", "2026-03-31", "2026-04-01", "2026-09-29"];

    public static TheoryData<string, string, string, string[]> Lines => new()
    {
        { "SGS_7WD", "SGS_7WD", "2015-06-24", ["2026-02-28", "2026-04-10", "2026-04-13", "2026-10-14"] },
        { "PEN_REVOKE_3", "PEN_REVOKE_3", "2021-07-15", ["2026-02-24", "2026-04-03", "2026-04-07", "2026-10-09"] },
        { "PEN_CASE_90", "PEN_CASE_90", "2021-07-15", ["2026-05-13", "2026-06-29", "2026-06-30", "2026-12-28"] },
        { "GOVINFO_20", "GOVINFO_20", "2019-05-15", ["2026-03-18", "2026-04-29", "2026-04-30", "2026-11-02"] },
        { "GOVINFO_REQ_20", "GOVINFO_REQ_20", "2019-05-15", ["2026-03-18", "2026-04-29", "2026-04-30", "2026-11-02"] },
        { "GOVINFO_FIX_7", "GOVINFO_FIX_7", "2019-05-15", ["2026-02-28", "2026-04-10", "2026-04-13", "2026-10-14"] },
        { "GOVINFO_3RD_15", "GOVINFO_3RD_15", "2019-05-15", ["2026-03-11", "2026-04-22", "2026-04-23", "2026-10-26"] },
        { "LIC_FIX_5", "LIC_FIX_5", "2004-07-01", ["2026-02-26", "2026-04-08", "2026-04-09", "2026-10-12"] },
        { "LIC_DECIDE_20", "LIC_DECIDE_20", "2004-07-01", ["2026-03-18", "2026-04-29", "2026-04-30", "2026-11-02"] },
        { "LIC_JOINT_45", "LIC_JOINT_45", "2004-07-01", ["2026-04-23", "2026-06-05", "2026-06-08", "2026-12-07"] },
        { "LIC_DELIVER_10", "LIC_DELIVER_10", "2004-07-01", ["2026-03-04", "2026-04-15", "2026-04-16", "2026-10-19"] },
        { "LIC_RENEW_30", "LIC_RENEW_30", "2004-07-01", ["2025-12-31", "2026-02-11", "2026-02-12", "2026-08-18"] },
        { "ENT_INST_20", "ENT_INST_20", "2014-10-01", ["2026-03-18", "2026-04-29", "2026-04-30", "2026-11-02"] },
        { "ENT_REG_20", "ENT_REG_20", "2014-10-01", ["2026-03-18", "2026-04-29", "2026-04-30", "2026-11-02"] },
        { "ENT_ANNUAL", "ENT_ANNUAL", "2014-10-01", ["2026-06-30", "2026-06-30", "2026-06-30", "2027-06-30"] },
        { "ENT_REPORT_20", "ENT_REPORT_20", "2014-10-01", ["2026-03-18", "2026-04-29", "2026-04-30", "2026-11-02"] },
        { "REPAIR_SITE_10", "REPAIR_SITE_10", "2025-06-22", ["2026-03-04", "2026-04-15", "2026-04-16", "2026-10-19"] },
        { "REPAIR_DEPT_3", "REPAIR_DEPT_3", "2025-06-22", ["2026-02-24", "2026-04-03", "2026-04-07", "2026-10-09"] },
        { "REPAIR_SYNC_DAILY", "REPAIR_SYNC_DAILY", "", ["2026-02-13", "2026-04-01", "2026-04-02", "2026-09-30"] },
        { "OBJ_CREDIT_20", "OBJ_CREDIT_20", "2013-03-15", ["2026-03-04", "2026-04-20", "2026-04-21", "2026-10-19"] },
        { "OBJ_SH_1_5", "OBJ_SH_MARK", "", ["2026-02-13", "2026-04-01", "2026-04-02", "2026-09-30"] },
        { "OBJ_SH_1_5", "OBJ_SH_DECIDE", "", ["2026-02-26", "2026-04-08", "2026-04-09", "2026-10-12"] },
        { "OBJ_SD_3_7", "OBJ_SD_DECIDE", "", ["2026-02-24", "2026-04-03", "2026-04-07", "2026-10-09"] },
        { "OBJ_SD_3_7", "OBJ_SD_ASSISTED", "", ["2026-02-28", "2026-04-10", "2026-04-13", "2026-10-14"] },
        { "OBJ_ZJ_5_20", "OBJ_ZJ_DECIDE", "", ["2026-02-26", "2026-04-08", "2026-04-09", "2026-10-12"] },
        { "OBJ_ZJ_5_20", "OBJ_ZJ_TOTAL", "", ["2026-03-18", "2026-04-29", "2026-04-30", "2026-11-02"] },
        { "OBJ_SZ", "OBJ_SZ_CHECK", "", ["2026-02-13", "2026-04-01", "2026-04-02", "2026-09-30"] },
        { "OBJ_SZ", "OBJ_SZ_PROVIDER", "", ["2026-02-14", "2026-04-02", "2026-04-03", "2026-10-08"] },
        { "SOCORG_5", "SOCORG_5", "2018-01-24", ["2026-02-26", "2026-04-08", "2026-04-09", "2026-10-12"] },
        { "ASSOC_ANNUAL", "ASSOC_ANNUAL_SUPERVISOR", "", ["2026-03-31", "2026-03-31", "2027-03-31", "2027-03-31"] },
        { "ASSOC_ANNUAL", "ASSOC_ANNUAL_REGISTRAR", "", ["2026-05-31", "2026-05-31", "2026-05-31", "2027-05-31"] },
        { "ECOM_END_30", "ECOM_END_30", "2019-01-01", ["2026-01-13", "2026-03-01", "2026-03-02", "2026-08-30"] },
        { "ECOM_KEEP_3Y", "ECOM_KEEP_3Y", "2019-01-01", ["2029-02-12", "2029-03-31", "2029-04-01", "2029-09-29"] },
        { "LOG_6M", "LOG_6M", "2017-06-01", ["2026-08-12", "2026-09-30", "2026-10-01", "2027-03-29"] },
        { "PI_REC_3Y", "PI_REC_3Y", "2021-11-01", ["2029-02-12", "2029-03-31", "2029-04-01", "2029-09-29"] },
        { "BADINFO_5Y", "BADINFO_5Y", "2013-03-15", ["2031-02-12", "2031-03-31", "2031-04-01", "2031-09-29"] },
        { "SHARE_UNCOND_1", "SHARE_UNCOND_1", "2025-08-01", ["2026-02-13", "2026-04-01", "2026-04-02", "2026-09-30"] },
        { "SHARE_COND_10", "SHARE_COND_10", "2025-08-01", ["2026-03-04", "2026-04-15", "2026-04-16", "2026-10-19"] },
        { "SHARE_DELIVER_20", "SHARE_DELIVER_20", "2025-08-01", ["2026-03-18", "2026-04-29", "2026-04-30", "2026-11-02"] },
        { "SHARE_CHECK_10", "SHARE_CHECK_10", "2025-08-01", ["2026-03-04", "2026-04-15", "2026-04-16", "2026-10-19"] },
        { "SHARE_LOCAL_2_5_10", "SHARE_SX_FORM", "", ["2026-02-14", "2026-04-02", "2026-04-03", "2026-10-08"] },
        { "SHARE_LOCAL_2_5_10", "SHARE_SX_ANSWER", "", ["2026-02-26", "2026-04-08", "2026-04-09", "2026-10-12"] },
        { "SHARE_LOCAL_2_5_10", "SHARE_SX_PUBLISH", "", ["2026-03-04", "2026-04-15", "2026-04-16", "2026-10-19"] },
        { "STAT_APPROVE_20", "STAT_APPROVE_20", "2017-08-01", ["2026-03-04", "2026-04-20", "2026-04-21", "2026-10-19"] },
        { "OPS_FEE_0331", "OPS_FEE_0331", "", ["2026-03-31", "2026-03-31", "2027-03-31", "2027-03-31"] },
        { "LIST_COMMENT_30", "LIST_COMMENT_30", "", ["2026-03-14", "2026-04-30", "2026-05-01", "2026-10-29"] },
    };

    [Theory, MemberData(nameof(Lines))]
    public void A_period_ends_on_its_day_across_the_boundaries(string row, string code, string firstDay, string[] due)
    {
        for (var i = 0; i < Events.Length; i++)
        {
            var on = Day(Events[i]);
            Assert.True(Day(due[i]) == RuleBook.BuiltIn.InForce(code, on).DeadlineFrom(on, WorkCalendar.China).DueOn, $"{row} {code} from {Events[i]}");
        }

        if (firstDay.Length > 0)
        {
            Assert.Equal(code, RuleBook.BuiltIn.InForce(code, Day(firstDay)).Code);
            Assert.Equal("rule.not-in-force", Assert.Throws<Refusal>(() => RuleBook.BuiltIn.InForce(code, Day(firstDay).AddDays(-1))).Code);
        }
        else
        {
            Assert.Null(RuleBook.BuiltIn.History(code).Single().ValidFrom);
        }
    }

    [Fact]
    public void Every_row_of_the_table_has_its_lines()
    {
        Assert.Equal(RowCount, Lines.Select(l => l.Data.Item1).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(
            RuleBook.BuiltIn.All.Select(r => r.Code).Where(c => !c.StartsWith("PUBLICITY_", StringComparison.Ordinal)).Order(StringComparer.Ordinal),
            Lines.Select(l => l.Data.Item2).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_rows_are_those_of_the_collected_law()
    {
        var file = Path.Combine(ReferenceData.Folder("reference/codelists"), "statutory_deadlines.csv");
        var codes = File.ReadLines(file).Skip(1).Select(l => l.Split(',')[0]);
        Assert.Equal(codes, Lines.Select(l => l.Data.Item1).Distinct(StringComparer.Ordinal));
    }

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
