using Gongxin.Credit.Records.Reading;
using Gongxin.Credit.Records.Templates;
using Gongxin.Kernel.Text;

namespace Gongxin.Credit.Records.Classes;

/// <summary>A class of credit information: its fields, and by which dated rows its records are public.</summary>
/// <param name="Kind">Code of the class.</param>
/// <param name="Column">Its column of publicity: <c>/credit/COLUMN</c>.</param>
/// <param name="CatalogueClass">Number in the national catalogue of 2024.</param>
/// <param name="Part">Part of the report in which its records stand.</param>
/// <param name="Weight">neutral, favourable or adverse: whether its records count in a check.</param>
/// <param name="WeighedBy">The field whose value makes a single record weigh otherwise; null where all weigh the same.</param>
/// <param name="IsRepairable">Whether repair may end the publicity of a record.</param>
/// <param name="IsSelfStated">True where the subject says it of itself and nobody has verified it.</param>
/// <param name="Rules">Empty for licences and penalties, which follow the periods of publicity.</param>
public sealed record ClassView(
    string Kind, string Column, TwoTexts Name, string CatalogueClass, string Part, string Weight, string? WeighedBy, bool IsRepairable, bool IsSelfStated,
    IReadOnlyList<ClassRuleView> Rules, IReadOnlyList<ClassFieldView> Fields)
{
    internal static ClassView Of(RecordClass of) => new(
        of.Code, of.Column, of.Name, of.CatalogueClass, of.Part.ToString().ToLowerInvariant(), of.Weight.ToString().ToLowerInvariant(), of.WeighedBy, of.IsRepairable, of.IsSelfStated,
        [.. ClassRule.All.Where(r => r.Class == of.Code).Select(ClassRuleView.Of)],
        [.. RecordTemplate.Of(of.Kind).Fields.Select(f => ClassFieldView.Of(f, RecordTemplate.Of(of.Kind).Parts))]);
}

/// <summary>A field of a class.</summary>
/// <param name="IsDecisive">A fault in it refuses the row; in any other it is emptied.</param>
/// <param name="IsNeeded">Whether it has to be there, at least where another field asks for it.</param>
/// <param name="Shown">public, chosen (by the subject), closed (kept, shown to nobody) or never (not even kept).</param>
/// <param name="Options">The values that it may have; empty when any.</param>
public sealed record ClassFieldView(string Code, TwoTexts Name, string Kind, int LengthMax, bool IsDecisive, bool IsNeeded, string Shown, IReadOnlyList<string> Options)
{
    internal static ClassFieldView Of(RecordField field, RecordParts parts) => new(
        field.Code, field.Name, field.Kind, field.LengthMax, parts.Decisive.Contains(field.Code), field.Needed.Length > 0, field.ChosenBy is null ? field.Shown : "chosen", field.Options);
}
