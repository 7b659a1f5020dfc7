using Gongxin.Contracts.Registry;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Registry.Subjects;

// What the register knows already of the subjects of a batch.
internal sealed class KnownSubjects
{
    private const int AskMax = 500;

    private readonly Dictionary<SubjectId, KnownSubject> _subjects = [];
    private readonly Dictionary<(IdentifierKind Kind, string Value), SubjectId> _owners = [];

    public static async Task<KnownSubjects> ReadAsync(RegistryDb registry, Dictionary<SubjectId, CheckedSubject> batch, CancellationToken ct)
    {
        var known = new KnownSubjects();
        foreach (var values in batch.Values.SelectMany(s => s.Identifiers).Select(i => i.Value).Distinct(StringComparer.Ordinal).Chunk(AskMax))
        {
            var owners = await registry.Identifiers.AsNoTracking().Where(i => values.Contains(i.Value))
                .Select(i => new { i.Kind, i.Value, i.SubjectId }).ToListAsync(ct);
            owners.ForEach(o => known._owners.TryAdd((o.Kind, o.Value), o.SubjectId));
        }

        foreach (var ids in known._owners.Values.Concat(batch.Keys).Distinct().Chunk(AskMax))
        {
            await known.LoadAsync(registry, ids, ct);
        }

        return known;
    }

    // A subject under the id that the register knows it by: one of its identifiers may have come in before under another.
    public IEnumerable<CheckedSubject> ByWhoItIs(IEnumerable<CheckedSubject> subjects) =>
        subjects.Select(s => s with { Id = IdOf(s) }).GroupBy(s => s.Id).Select(same => same.Last());

    public KnownSubject? Find(CheckedSubject subject) => _subjects.GetValueOrDefault(subject.Id);

    private SubjectId IdOf(CheckedSubject subject)
    {
        foreach (var identifier in subject.Identifiers)
        {
            if (_owners.TryGetValue((identifier.Kind, identifier.Value), out var owner))
            {
                return owner;
            }
        }

        return subject.Id;
    }

    private async Task LoadAsync(RegistryDb registry, SubjectId[] ids, CancellationToken ct)
    {
        foreach (var subject in await registry.Subjects.Where(s => ids.Contains(s.Id)).ToListAsync(ct))
        {
            _subjects[subject.Id] = new KnownSubject(subject);
        }

        if (_subjects.Count == 0)
        {
            return;
        }

        foreach (var name in await registry.Names.Where(n => ids.Contains(n.SubjectId)).ToListAsync(ct))
        {
            _subjects[name.SubjectId].Names.Add(name);
        }

        foreach (var identifier in await registry.Identifiers.Where(i => ids.Contains(i.SubjectId)).ToListAsync(ct))
        {
            _subjects[identifier.SubjectId].Identifiers.Add(identifier);
        }

        foreach (var period in await registry.Periods.Where(p => ids.Contains(p.SubjectId)).ToListAsync(ct))
        {
            _subjects[period.SubjectId].Periods.Add(period);
        }

        foreach (var relation in await registry.Relations.AsNoTracking().Where(r => ids.Contains(r.SubjectId)).ToListAsync(ct))
        {
            _subjects[relation.SubjectId].Relations.Add((relation.Kind, relation.OtherId));
        }
    }
}

internal sealed record KnownSubject(Subject Subject)
{
    public List<SubjectName> Names { get; } = [];
    public List<SubjectIdentifier> Identifiers { get; } = [];
    public List<SubjectPeriod> Periods { get; } = [];
    public HashSet<(RelationKind Kind, SubjectId Other)> Relations { get; } = [];
}
