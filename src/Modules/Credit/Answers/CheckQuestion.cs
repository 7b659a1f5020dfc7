using System.Text.RegularExpressions;
using Gongxin.Kernel.Identifiers;
using Gongxin.Kernel.Text;

namespace Gongxin.Credit.Answers;

/// <summary>For what somebody asks; without a purpose there is no answer.</summary>
public enum CheckPurpose
{
    /// <summary>行政许可、审批</summary>
    Licensing,

    /// <summary>政府采购、招标投标</summary>
    Procurement,

    /// <summary>财政资金、项目支持</summary>
    Funding,

    /// <summary>资质认定</summary>
    Qualification,

    /// <summary>评优评先</summary>
    Award,

    /// <summary>日常监管</summary>
    Supervision,

    /// <summary>其他法定事项</summary>
    Other,
}

// Subjects that an officer asks about in one go, for one purpose in one case.
internal sealed partial record CheckQuestion(CheckPurpose Purpose, string CaseNumber, IReadOnlyList<string> Subjects)
{
    public const int SubjectsMax = 1000;
    public const int SubjectLengthMax = 200;
    public const int CaseNumberMax = 64;

    /// <exception cref="Kernel.Errors.Refusal"><c>credit.purpose-unknown</c>, <c>credit.case-number-missing</c>, <c>credit.check-count</c> or <c>credit.check-of-person</c></exception>
    public static CheckQuestion Of(string? purpose, string? caseNumber, IReadOnlyList<string>? subjects)
    {
        var word = Enum.GetValues<CheckPurpose>().Where(p => p.ToString().Equals(purpose?.Trim(), StringComparison.OrdinalIgnoreCase)).Cast<CheckPurpose?>().FirstOrDefault()
            ?? throw CreditRefusals.PurposeUnknown();
        var number = NormalForm.HalfWidth(caseNumber ?? "").Trim();
        if (number.Length is 0 or > CaseNumberMax || number.Any(char.IsControl) || HoldsIdentityNumber(number))
        {
            throw CreditRefusals.CaseNumberMissing(CaseNumberMax);
        }

        var asked = (subjects ?? []).Select(s => s?.Trim() ?? "").Where(s => s.Length > 0).ToList();
        if (asked.Count is 0 or > SubjectsMax || asked.Exists(s => s.Length > SubjectLengthMax || s.Any(char.IsControl)))
        {
            throw CreditRefusals.CheckCount(SubjectsMax, SubjectLengthMax);
        }

        return asked.Exists(HoldsIdentityNumber) ? throw CreditRefusals.CheckOfPerson() : new(word, number, asked);
    }

    // A code of 18 characters that is a credit code is asked for as such; anything that is a valid number of a person is refused and not kept.
    private static bool HoldsIdentityNumber(string text) =>
        Eighteen().Matches(NormalForm.HalfWidth(text)).Any(m => IdentifierRules.CheckIdentityNumber(m.ValueSpan) is IdentifierCheck.Valid && IdentifierRules.CheckUscc(m.ValueSpan) is not IdentifierCheck.Valid);

    [GeneratedRegex("[0-9]{17}[0-9Xx]", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Eighteen();
}
