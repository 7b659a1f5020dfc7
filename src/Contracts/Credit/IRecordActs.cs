using Gongxin.Contracts.Registry;
using Gongxin.Kernel.Text;

namespace Gongxin.Contracts.Credit;

/// <summary>
/// What bodies do with records that are public. An act is added to what the caller saves next, so that the case, its mark and the end of
/// publicity are one transaction.
/// </summary>
public interface IRecordActs
{
    /// <exception cref="Kernel.Errors.Refusal">There is no such record, it never was public (404), or it no longer is (410).</exception>
    Task<RecordBrief> FindAsync(string uscc, Guid record, CancellationToken ct);

    /// <summary>Whether repair may end the publicity of the record today, condition by condition.</summary>
    Task<RepairAnswer> RepairAsync(string uscc, Guid record, CancellationToken ct);

    /// <exception cref="Kernel.Errors.Refusal">The record does not allow this act now.</exception>
    Task ActAsync(RecordAct act, CancellationToken ct);
}

/// <summary>A record in short: whose it is, who made it, and what stands against it.</summary>
/// <param name="Kind">Code of the class of the record.</param>
/// <param name="Standing">normal, under-objection or under-repair.</param>
public sealed record RecordBrief(
    SubjectId Subject, string Uscc, string SubjectName, Guid Record, string Kind, string Number, string AuthorityUscc, string Authority, string Standing);

/// <summary>What is done to a record for a case.</summary>
/// <param name="CaseNumber">The case by which it is done.</param>
/// <param name="Reason">Why, for everybody to read; null where the kind of the act says it.</param>
public sealed record RecordAct(RecordActKind Kind, SubjectId Subject, Guid Record, string CaseNumber, string? Reason = null);

/// <summary>Acts on a record that a case leads to.</summary>
public enum RecordActKind
{
    /// <summary>异议受理：标注“异议中”</summary>
    OpenObjection,

    /// <summary>异议不成立，维持</summary>
    DismissObjection,

    /// <summary>异议成立，已更正: a statement newer than the objection counts.</summary>
    CorrectByObjection,

    /// <summary>异议成立，撤回公示</summary>
    WithdrawByObjection,

    /// <summary>修复受理：标注“修复中”</summary>
    OpenRepair,

    /// <summary>不予修复</summary>
    DeclineRepair,

    /// <summary>准予修复：终止公示，停止共享和使用</summary>
    GrantRepair,
}

/// <summary>Whether a record may be repaired, and why.</summary>
/// <param name="From">First day on which it may be; null when no day makes it possible.</param>
/// <param name="Regime">Rules that its publicity follows.</param>
public sealed record RepairAnswer(bool IsEligible, DateOnly? From, string Regime, IReadOnlyList<RepairCondition> Conditions);

/// <summary>One condition of repair.</summary>
/// <param name="IsMet">Null where papers of the applicant have to show it.</param>
/// <param name="From">The day from which it is met, where time alone decides.</param>
/// <param name="RuleCode">The dated row that sets the period; null where there is none.</param>
public sealed record RepairCondition(string Code, TwoTexts Text, TwoTexts LegalBasis, bool? IsMet, DateOnly? From, string? RuleCode);
