namespace Gongxin.Contracts.Registry;

/// <summary>
/// Which entries of the register were judged to be one legal subject (decision 0048). Rows keep the id under which they came in: whoever
/// asks for a subject asks for all its ids.
/// </summary>
public interface ISameSubjects
{
    /// <summary>What holds now; without a statement as long as nothing has changed on the node.</summary>
    ValueTask<SameSubjects> CurrentAsync(CancellationToken ct);

    /// <summary>The subject that leads where this one was judged to be the same as others; itself otherwise.</summary>
    ValueTask<SubjectView> LeadingAsync(SubjectView subject, CancellationToken ct);

    /// <summary>The subjects that lead, under the same keys; the dictionary itself when none of them is led by another.</summary>
    ValueTask<IReadOnlyDictionary<TKey, SubjectView>> LeadingAsync<TKey>(IReadOnlyDictionary<TKey, SubjectView> subjects, CancellationToken ct)
        where TKey : notnull;

    /// <summary>The subjects that lead, each once, in the order of the list.</summary>
    ValueTask<IReadOnlyList<SubjectView>> LeadingAsync(IReadOnlyList<SubjectView> subjects, CancellationToken ct);

    /// <summary>What everybody may know: as what else this subject is or was kept, last judged first.</summary>
    ValueTask<IReadOnlyList<KnownAs>> KnownAsAsync(SubjectId subject, CancellationToken ct);
}

/// <summary>Groups of ids that are one subject each, as of a moment.</summary>
/// <param name="groups">Of each id that is in a group, the ids of the group, the leading one first.</param>
public sealed class SameSubjects(IReadOnlyDictionary<SubjectId, IReadOnlyList<SubjectId>> groups)
{
    public static SameSubjects None { get; } = new(new Dictionary<SubjectId, IReadOnlyList<SubjectId>>());

    public bool IsEmpty => groups.Count == 0;

    public SubjectId LeadingOf(SubjectId id) => groups.TryGetValue(id, out var all) ? all[0] : id;

    /// <summary>All ids of the subject, the leading one first.</summary>
    public IReadOnlyList<SubjectId> AllOf(SubjectId id) => groups.TryGetValue(id, out var all) ? all : [id];

    /// <summary>All ids of these subjects, each once.</summary>
    public IReadOnlyCollection<SubjectId> AllOf(IReadOnlyCollection<SubjectId> ids) => IsEmpty ? ids : [.. ids.SelectMany(AllOf).Distinct()];

    public bool AreOne(SubjectId first, SubjectId second) => LeadingOf(first) == LeadingOf(second);
}

/// <summary>By what two entries of the register are judged.</summary>
public enum EvidenceKind
{
    /// <summary>The same name. Never enough alone.</summary>
    Name,

    /// <summary>An identifier that both have or had.</summary>
    Identifier,

    /// <summary>A document, named by its digest or its address.</summary>
    Document,

    /// <summary>What an authority stated.</summary>
    Authority,
}

/// <summary>As what else a subject is or was kept.</summary>
/// <param name="Subject">The other entry.</param>
/// <param name="Code">Its credit code, or another identifier where it has none.</param>
/// <param name="JudgedOn">From this day on they are one.</param>
/// <param name="EndedOn">From this day on they are two again; null while the judgement holds.</param>
/// <param name="EndReason">Why it was ended.</param>
public sealed record KnownAs(
    Guid Judgement, SubjectId Subject, string? Code, string Name, DateOnly JudgedOn, IReadOnlyList<EvidenceKind> Evidence, DateOnly? EndedOn, string? EndReason)
{
    public bool Holds => EndedOn is null;
}
