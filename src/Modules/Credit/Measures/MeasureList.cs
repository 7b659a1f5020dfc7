using System.Collections.Frozen;
using Gongxin.Credit.Answers;
using Gongxin.Kernel.Text;

namespace Gongxin.Credit.Measures;

/// <summary>Whether measures favour a subject or hold it back.</summary>
public enum MeasureKind
{
    /// <summary>联合激励</summary>
    Incentive,

    /// <summary>联合惩戒</summary>
    Punishment,
}

/// <summary>A measure that may be taken at all. What stands in no list is taken against nobody.</summary>
/// <param name="IsForOrganisations">False for measures that only a natural person can bear: of those nothing is kept here.</param>
/// <param name="OpensGreenChannel">Whether it lets the trustworthy through first.</param>
/// <param name="List">The list that it stands in.</param>
/// <param name="Certainty">How far the wording was compared with the list.</param>
internal sealed record ListedMeasure(string Code, MeasureKind Kind, TwoTexts Name, bool IsForOrganisations, bool OpensGreenChannel, TwoTexts List, string Certainty)
{
    public const int CodeMax = 8;

    private static readonly FrozenDictionary<string, ListedMeasure> ByCode;

    static ListedMeasure()
    {
        All =
        [
            .. EmbeddedRow.All("Measures.measure-list.csv").Select(r => new ListedMeasure(
                r["code"], Enum.Parse<MeasureKind>(r["kind"], true), r.Both("name"), r["subjects"] == "organisations", r["green_channel"] == "yes", r.Both("list"), r["certainty"])),
        ];
        ByCode = All.ToFrozenDictionary(m => m.Code, StringComparer.Ordinal);
    }

    public static IReadOnlyList<ListedMeasure> All { get; }

    /// <exception cref="Kernel.Errors.Refusal"><c>credit.measure-not-listed</c></exception>
    public static ListedMeasure Of(string? code) => ByCode.TryGetValue(code ?? "", out var measure) ? measure : throw MeasureRefusals.NotListed(code ?? "");
}

/// <summary>A field in which departments act together (State Council Office document 2015 No. 51, item 13).</summary>
/// <param name="Purpose">The purpose of a check that it belongs to; null for those that only supervision and other lawful matters ask for.</param>
internal sealed record JointField(string Code, TwoTexts Name, CheckPurpose? Purpose)
{
    public const int CodeMax = 4;

    private static readonly FrozenDictionary<string, JointField> ByCode;

    static JointField()
    {
        All =
        [
            .. EmbeddedRow.All("Measures.joint-fields.csv").Select(r =>
                new JointField(r["code"], r.Both("name"), r["purpose"].Length == 0 ? null : Enum.Parse<CheckPurpose>(r["purpose"], true))),
        ];
        ByCode = All.ToFrozenDictionary(f => f.Code, StringComparer.Ordinal);
    }

    public static IReadOnlyList<JointField> All { get; }

    /// <exception cref="Kernel.Errors.Refusal"><c>credit.measure-field-unknown</c></exception>
    public static JointField Of(string? code) => ByCode.TryGetValue(code ?? "", out var field) ? field : throw MeasureRefusals.FieldUnknown(code ?? "");

    // Supervision looks at everything; whoever grants something, at what bears on it.
    public bool AppliesTo(CheckPurpose purpose) => purpose is CheckPurpose.Supervision or CheckPurpose.Other || Purpose == purpose;
}
