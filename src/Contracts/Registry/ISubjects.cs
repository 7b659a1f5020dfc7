using Gongxin.Kernel.Tabular;

namespace Gongxin.Contracts.Registry;

/// <summary>Legal subjects: looked up by what identifies them, and put into the register in any number.</summary>
public interface ISubjects
{
    /// <summary>The subject with that id; null when there is none.</summary>
    Task<SubjectView?> FindAsync(SubjectId id, CancellationToken ct);

    /// <summary>The subject that has or had that identifier; null when there is none.</summary>
    Task<SubjectView?> FindAsync(IdentifierKind kind, string value, CancellationToken ct);

    /// <summary>The subjects with these credit codes, by code as normalised; codes of nobody are left out.</summary>
    Task<IReadOnlyDictionary<string, SubjectView>> FindManyAsync(IReadOnlyCollection<string> usccs, CancellationToken ct);

    /// <summary>The subjects with these ids, by the id asked for.</summary>
    Task<IReadOnlyDictionary<SubjectId, SubjectView>> ReadAsync(IReadOnlyCollection<SubjectId> ids, CancellationToken ct);

    /// <summary>Subjects that have or had this name, written in any way that means the same (width, brackets, traditional characters, blanks).</summary>
    Task<IReadOnlyList<SubjectView>> NamedAsync(string name, CancellationToken ct);

    /// <summary>
    /// Puts subjects into the register: new ones are added, known ones changed with their history kept, same ones left alone.
    /// Works in batches of one transaction each, so memory has a bound and what was told is kept; safe to run again.
    /// </summary>
    /// <param name="source">Who tells it, e.g. the name of a dataset.</param>
    Task<SubjectsPut> PutAsync(IEnumerable<SubjectData> subjects, string source, CancellationToken ct);
}

/// <summary>What became of the subjects that were put in.</summary>
/// <param name="Findings">Rows that were refused and identifiers with a wrong check digit; the first thousand.</param>
public sealed record SubjectsPut(long Added, long Changed, long Same, long Refused, long Warned, IReadOnlyList<Finding> Findings)
{
    public const int FindingsMax = 1000;
}
