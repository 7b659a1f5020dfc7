namespace Gongxin.Contracts.Registry;

/// <summary>What a legal subject is.</summary>
public enum SubjectKind
{
    Enterprise,
    IndividualBusiness,
    Cooperative,
    StateOrgan,
    PublicInstitution,
    MassOrganisation,
    Association,
    PrivateNonEnterprise,
    Foundation,
    Other,
    NaturalPerson,
}

/// <summary>The state of a legal subject in its register.</summary>
public enum SubjectState
{
    /// <summary>在营（开业）</summary>
    Active,

    /// <summary>歇业</summary>
    Suspended,

    /// <summary>清算</summary>
    InLiquidation,

    /// <summary>吊销</summary>
    Revoked,

    /// <summary>撤销</summary>
    Cancelled,

    /// <summary>迁出</summary>
    MovedOut,

    /// <summary>注销</summary>
    Deregistered,
}

/// <summary>A legal subject in short. A natural person never appears as one.</summary>
/// <param name="Uscc">Unified social credit code; null when it has none.</param>
/// <param name="Name">The name of today.</param>
/// <param name="Region">Six digits of the registering authority's region; null when not known.</param>
public sealed record SubjectView(SubjectId Id, string? Uscc, string Name, SubjectKind Kind, SubjectState State, string? Region);

/// <summary>One subject as a source tells it: what is put into the register.</summary>
public sealed record SubjectData
{
    /// <summary>Unified social credit code, as handed in.</summary>
    public string? Uscc { get; init; }

    /// <summary>The name in force on <see cref="AsOf"/>.</summary>
    public required string Name { get; init; }

    /// <summary>What it is; null to read it from the code's first two characters.</summary>
    public SubjectKind? Kind { get; init; }

    public SubjectState State { get; init; } = SubjectState.Active;

    /// <summary>Six digits; null to read them from the code.</summary>
    public string? Region { get; init; }

    /// <summary>The day on which all this held; null means today.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>Identifiers besides the credit code.</summary>
    public IReadOnlyList<IdentifierData> Identifiers { get; init; } = [];

    /// <summary>Names it had before, newest last.</summary>
    public IReadOnlyList<string> FormerNames { get; init; } = [];

    /// <summary>Relations to subjects named by their identifiers.</summary>
    public IReadOnlyList<RelationData> Relations { get; init; } = [];
}

/// <summary>An identifier as handed in. For a person the value is the number of the document; only its keyed hash is kept.</summary>
public sealed record IdentifierData(IdentifierKind Kind, string Value);

/// <summary>Kinds of relations, read from the subject to the other.</summary>
public enum RelationKind
{
    /// <summary>The subject is a branch of the other.</summary>
    BranchOf,

    /// <summary>The subject is controlled by the other.</summary>
    SubsidiaryOf,

    /// <summary>The other holds shares of the subject.</summary>
    Shareholder,

    /// <summary>The subject is a member of the other, an association.</summary>
    MemberOf,

    /// <summary>The other, a person, is the subject's legal representative. The person is never shown.</summary>
    LegalRepresentative,
}

/// <summary>A relation to the subject with this identifier.</summary>
public sealed record RelationData(RelationKind Kind, IdentifierData Other);
