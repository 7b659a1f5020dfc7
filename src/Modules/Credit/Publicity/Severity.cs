namespace Gongxin.Credit.Publicity;

/// <summary>How grave the dishonesty is that a record tells of, in the classes of State Council Office document 2025 No. 22.</summary>
public enum Severity
{
    /// <summary>轻微：简易程序处罚、警告、通报批评</summary>
    Minor,

    /// <summary>一般</summary>
    General,

    /// <summary>严重</summary>
    Serious,
}

/// <summary>What is made public: a licence tells nothing bad and follows another rule.</summary>
public enum PublicityKind
{
    /// <summary>行政许可</summary>
    Licence,

    /// <summary>行政处罚，以及同样按失信信息公示的其他信息</summary>
    Penalty,
}
