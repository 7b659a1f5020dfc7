using System.Collections.Frozen;
using Gongxin.Kernel.Text;

namespace Gongxin.Cases.Kinds;

/// <summary>What a case needs to know to reach the body that can answer it.</summary>
public enum CaseNeeds
{
    /// <summary>A credit record: the case goes to the body that made it.</summary>
    Record,

    /// <summary>A body, which the applicant or the front desk names.</summary>
    Body,
}

/// <summary>What accepting and answering a case does to a credit record.</summary>
public enum CaseEffect
{
    None,
    Objection,
    Repair,
}

/// <summary>One kind of case. Kinds are data: all of them go through the same steps.</summary>
/// <param name="Outcomes">What a case of the kind may be answered with.</param>
/// <param name="Papers">What the applicant brings.</param>
public sealed record CaseKind(string Code, TwoTexts Name, TwoTexts About, CaseNeeds Needs, CaseEffect Effect, IReadOnlyList<string> Outcomes, TwoTexts Papers);

internal static class CaseKinds
{
    private static readonly FrozenDictionary<string, CaseKind> ByCode;

    static CaseKinds()
    {
        var file = OwnCsv.ReadEmbedded(typeof(CaseKinds).Assembly, "Gongxin.Cases.case-kinds.csv");
        var at = file.Columns.Select((name, i) => (name, i)).ToDictionary(c => c.name, c => c.i, StringComparer.Ordinal);
        TwoTexts Both(string[] row, string column) => new(row[at[column + "_zh"]], row[at[column + "_en"]]);
        All = [.. file.Rows.Select(row => new CaseKind(
            row[at["code"]], Both(row, "name"), Both(row, "about"), Enum.Parse<CaseNeeds>(row[at["needs"]], true), Enum.Parse<CaseEffect>(row[at["effect"]], true),
            row[at["outcomes"]].Split(';'), Both(row, "papers")))];
        ByCode = All.ToFrozenDictionary(k => k.Code, StringComparer.Ordinal);
    }

    public static IReadOnlyList<CaseKind> All { get; }

    public static CaseKind Of(string? code) => code is not null && ByCode.TryGetValue(code, out var kind) ? kind : throw CasesRefusals.KindUnknown();
}
