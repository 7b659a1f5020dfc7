namespace Gongxin.Credit.Records.Classes;

/// <summary>Who may be told of a record, the narrower the later.</summary>
public enum DisclosureScope
{
    /// <summary>可向社会公开</summary>
    Public,

    /// <summary>特定范围内公开：政务共享, whoever has to decide and asks for a case</summary>
    Shared,

    /// <summary>经同意提供: nobody, until those whom it concerns agree</summary>
    Consent,
}

/// <summary>What ends the publicity of a record that nobody has withdrawn or repaired.</summary>
public enum PublicityEnd
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The day until which it is valid.</summary>
    Valid,

    /// <summary>The day on which its source says that it was removed: the day before is the last.</summary>
    Ended,

    /// <summary>Whichever of the two comes first.</summary>
    EndedOrValid,
}
