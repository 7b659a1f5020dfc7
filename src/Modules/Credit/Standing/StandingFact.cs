using Gongxin.Contracts.Registry;

namespace Gongxin.Credit.Standing;

/// <summary>The ten parts of a public credit report, in its order.</summary>
public enum ReportPart
{
    /// <summary>登记注册基础信息</summary>
    Registration,

    /// <summary>行政管理信息</summary>
    Administration,

    /// <summary>诚实守信相关荣誉信息</summary>
    Honours,

    /// <summary>严重失信主体名单信息</summary>
    SeriousDishonesty,

    /// <summary>经营（活动）异常名录（状态）信息</summary>
    AbnormalOperation,

    /// <summary>信用承诺信息</summary>
    Commitments,

    /// <summary>信用评价信息</summary>
    Evaluations,

    /// <summary>司法判决及执行信息</summary>
    Judgments,

    /// <summary>其他信息</summary>
    Other,

    /// <summary>信用状况提升建议</summary>
    Advice,
}

/// <summary>Whether a fact speaks for its subject or against it where somebody has to decide.</summary>
public enum StandingWeight
{
    Neutral,
    Favourable,
    Adverse,
}

/// <summary>One thing that stands about a subject on a day.</summary>
/// <param name="Kind">Code of a class of records, or of a list.</param>
/// <param name="Id">Names it for ever within its part.</param>
/// <param name="Number">Number of the deciding document.</param>
/// <param name="Name">What was decided.</param>
/// <param name="LegalBasis">As the deciding body states it; null when it does not.</param>
/// <param name="Since">Day of the decision.</param>
/// <param name="Until">Last day on which it stands; null without an end.</param>
internal sealed record StandingFact(
    SubjectId Subject, ReportPart Part, string Kind, StandingWeight Weight, Guid Id, string Number, string Name, string? LegalBasis,
    string DecidedBy, string DecidedByUscc, DateOnly Since, DateOnly? Until)
{
    /// <summary>The unit that told it.</summary>
    public string? Source { get; init; }

    public string? Severity { get; init; }
    public long? AmountFen { get; init; }

    /// <summary>under-objection or under-repair; null when nothing is open.</summary>
    public string? Standing { get; init; }

    /// <summary>True for a record, whatever its part: receipts are kept of records only.</summary>
    public bool IsRecord { get; init; }

    /// <summary>First day on which repair may end it; null where repair means nothing.</summary>
    public DateOnly? RepairFrom { get; init; }
}
