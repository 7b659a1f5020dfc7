using Gongxin.Contracts.Registry;

namespace Gongxin.Registry.Subjects.Pairs;

/// <summary>What is proposed of two entries of the register.</summary>
/// <param name="Leading">Id or any identifier of the subject that leads: the one that goes on, or has the credit code.</param>
/// <param name="Other">Id or any identifier of the other.</param>
/// <param name="Evidence">1 to 10 pieces; a name alone is not enough.</param>
public sealed record PairProposal(string? Leading, string? Other, PairVerdict? Verdict, IReadOnlyList<EvidenceData>? Evidence);

/// <summary>A piece of evidence as it is handed in.</summary>
/// <param name="Kind">name, identifier, document or authority.</param>
/// <param name="Identifier">With an identifier: of which kind it is.</param>
/// <param name="Value">The identifier; the SHA-256 or the address of a document; the authority with the number of its statement. A name may be left out.</param>
/// <param name="Note">What it says; needed with a document and with a statement.</param>
public sealed record EvidenceData(EvidenceKind? Kind, IdentifierKind? Identifier = null, string? Value = null, string? Note = null);

/// <summary>The second account's word.</summary>
/// <param name="Accept">True: the judgement holds from now on. False: it never does.</param>
/// <param name="Note">Why; 4 to 500 characters.</param>
public sealed record PairDecision(bool? Accept, string? Note);

/// <summary>Why a judgement holds no more, for everybody to read; 4 to 500 characters.</summary>
public sealed record PairEnd(string? Reason);

/// <summary>A judgement with all that it rests on, for those who judge.</summary>
public sealed record PairView(
    Guid Id, PairState State, PairVerdict Verdict, PairSubject Leading, PairSubject Other, IReadOnlyList<EvidenceView> Evidence, PairActView Proposed, PairActView? Decided, PairActView? Ended)
{
    /// <summary>Whether whoever asks may decide it.</summary>
    public bool MayDecide { get; init; }

    /// <summary>Whether whoever asks may end it.</summary>
    public bool MayEnd { get; init; }
}

/// <summary>A piece of evidence.</summary>
public sealed record EvidenceView(EvidenceKind Kind, IdentifierKind? Identifier, string Value, string? Note);

/// <summary>Who did it, and when.</summary>
/// <param name="By">Name of the account.</param>
public sealed record PairActView(string By, DateTime At, string? Note);

/// <summary>Two entries that may be one: same name, and an identifier in common. A person must judge.</summary>
/// <param name="Name">The name that both have or had, as names are compared.</param>
/// <param name="Leading">The one that would lead: with a credit code, and in business.</param>
public sealed record SuspectedPair(string Name, PairSubject Leading, PairSubject Other, IReadOnlyList<SharedIdentifier> Shared);

/// <summary>Suspected pairs among the names that were looked through.</summary>
/// <param name="Looked">So many names that several entries have were looked at.</param>
/// <param name="Next">Where to look on; null when there are no further names.</param>
public sealed record SuspectedPage(IReadOnlyList<SuspectedPair> Items, int Looked, string? Next);
