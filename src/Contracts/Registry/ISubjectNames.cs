namespace Gongxin.Contracts.Registry;

/// <summary>Subjects by name: searched for by people, and screened in lists.</summary>
public interface ISubjectNames
{
    /// <summary>
    /// Subjects by what somebody types: part of a name of today or before, with one wrong character, in traditional characters or
    /// full width, in pinyin or its initials; or any identifier. Best first. Throws a refusal for less than two or more than
    /// <see cref="FoundSubject.QueryMax"/> characters.
    /// </summary>
    /// <param name="limit">1 to <see cref="FoundSubject.LimitMax"/>.</param>
    Task<IReadOnlyList<FoundSubject>> SearchAsync(string query, int limit, CancellationToken ct);

    /// <summary>Says of each name whether the register has its subject, by the rules of decision 0027; answers in the order of the names.</summary>
    Task<IReadOnlyList<ScreenedName>> ScreenAsync(IReadOnlyList<string> names, CancellationToken ct);
}

/// <summary>A subject that a search has found.</summary>
/// <param name="Name">The name by which it was found; a former one when it is not the subject's name of today.</param>
/// <param name="Score">0 to 1; comparable within one answer only.</param>
public sealed record FoundSubject(SubjectView Subject, string Name, FoundBy By, double Score)
{
    public const int QueryMin = 2;
    public const int QueryMax = 200;
    public const int LimitMax = 100;
}

/// <summary>Why a search has found a subject.</summary>
public enum FoundBy
{
    Identifier,
    Name,
    PartOfName,
    FormerName,

    /// <summary>A name of another entry of the register that was judged to be this subject.</summary>
    OtherEntry,
    Pinyin,
    SimilarName,
}

/// <summary>What the register says to a name.</summary>
public enum ScreenVerdict
{
    /// <summary>The name of a subject, written the same or in a way that means the same.</summary>
    Hit,

    /// <summary>It may be that subject: a part is missing or differs. A person must look.</summary>
    Possible,

    /// <summary>The register has subjects of similar names, and it is none of them.</summary>
    NoHit,

    /// <summary>The register has nothing like it.</summary>
    NotInRegister,
}

/// <summary>The answer to one name.</summary>
/// <param name="Name">As it was handed in.</param>
/// <param name="Matches">Best first; for <see cref="ScreenVerdict.NoHit"/> the similar ones that it is not.</param>
public sealed record ScreenedName(string Name, ScreenVerdict Verdict, double Score, IReadOnlyList<ScreenMatch> Matches)
{
    /// <summary>Names in one request.</summary>
    public const int NamesMax = 1000;

    public const int MatchesMax = 3;
}

/// <param name="Name">The name of the subject that was compared; see <paramref name="IsFormer"/>.</param>
/// <param name="Reasons">What was found equal or different, as codes: see <see cref="NameReason"/>.</param>
public sealed record ScreenMatch(SubjectView Subject, string Name, bool IsFormer, double Score, IReadOnlyList<NameReason> Reasons);

/// <summary>What two names have and do not have in common.</summary>
public enum NameReason
{
    /// <summary>Equal but for width, brackets, blanks, traditional characters, 有限责任公司.</summary>
    SameName,

    /// <summary>Region, core, trade and legal form are the same, written differently.</summary>
    SameParts,
    RegionMissing,
    RegionInsideOther,
    RegionDiffers,
    FormShortened,
    FormMissing,
    FormDiffers,
    BranchDiffers,
    TradeSimilar,
    TradeDiffers,

    /// <summary>One character of the core is another: two names.</summary>
    CoreOneCharacter,

    /// <summary>One character of the core is another that sounds the same: two names.</summary>
    CoreHomophone,
    CoreDiffers,
}
