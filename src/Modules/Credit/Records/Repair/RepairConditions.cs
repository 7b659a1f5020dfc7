using System.Collections.Frozen;
using Gongxin.Contracts.Credit;
using Gongxin.Credit.Publicity;
using Gongxin.Credit.Records.Classes;
using Gongxin.Kernel.Rules;
using Gongxin.Kernel.Text;

namespace Gongxin.Credit.Records.Repair;

// Whether repair may end the publicity of a record. What the conditions say, and by which rule, stands in a file; here stands how each is
// seen in a record. What only papers can show (the duty is fulfilled, the applicant commits himself) is left to who decides.
internal sealed class RepairConditions(PublicityRules publicity)
{
    private static readonly FrozenDictionary<string, Row> Rows = ReadRows();

    public RepairAnswer Of(CreditRecord record, DateOnly today)
    {
        var isDishonesty = RecordClass.Of(record.Kind).IsRepairable;
        var from = isDishonesty ? record.RepairFromOn : null;
        RepairCondition[] conditions =
        [
            Condition("dishonesty", isDishonesty),
            Condition("shortest-publicity", from <= today, from, ShortestOf(record)?.Code),
            Condition("no-objection", record.ObjectionCase is null),
            Condition("none-under-way", record.RepairCase is null),
            Condition("duty-fulfilled", null),
            Condition("commitment", null),
        ];
        var others = conditions.Where(c => c.From is null).All(c => c.IsMet is not false);
        return new(
            others && from <= today,
            others ? from : null,
            PublicityView.NameOf(record.Regime),
            conditions);
    }

    private Rule? ShortestOf(CreditRecord record) => record.Kind is RecordKind.Penalty
        ? publicity.WindowOf(new(PublicityKind.Penalty, record.DecidedOn, record.Severity ?? Severity.General, record.IsSafetyField)).Shortest
        : null;

    private static RepairCondition Condition(string code, bool? isMet, DateOnly? from = null, string? rule = null) =>
        new(code, Rows[code].Text, Rows[code].LegalBasis, isMet, from, rule);

    private static FrozenDictionary<string, Row> ReadRows()
    {
        var file = OwnCsv.ReadEmbedded(typeof(RepairConditions).Assembly, "Gongxin.Credit.Records.Repair.repair-conditions.csv");
        var (code, zh, en) = (file.IndexOf("code"), file.IndexOf("text_zh"), file.IndexOf("text_en"));
        var (basisZh, basisEn) = (file.IndexOf("legal_basis_zh"), file.IndexOf("legal_basis_en"));
        return file.Rows.ToFrozenDictionary(r => r[code], r => new Row(new(r[zh], r[en]), new(r[basisZh], r[basisEn])), StringComparer.Ordinal);
    }

    private sealed record Row(TwoTexts Text, TwoTexts LegalBasis);
}
