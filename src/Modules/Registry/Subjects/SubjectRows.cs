using System.Security.Cryptography;
using System.Text;
using Gongxin.Contracts.Registry;
using Gongxin.Kernel.Data;
using Gongxin.Kernel.Text;
using Gongxin.Registry.Identifiers;

namespace Gongxin.Registry.Subjects;

// The rows that a batch adds; known subjects are changed where they are, under the eyes of the change tracker.
internal sealed class SubjectRows(string source, long revision)
{
    private readonly List<SubjectName> _names = [];
    private readonly List<SubjectIdentifier> _identifiers = [];
    private readonly List<SubjectPeriod> _periods = [];
    private readonly List<SubjectRelation> _relations = [];
    private readonly List<string> _told = [];

    public List<Subject> Subjects { get; } = [];

    public void Add(CheckedSubject told)
    {
        var facts = told.Facts;
        Subjects.Add(Subject.Of(told.Id, facts, source, revision));
        AddNames(told, [], isPast: false);
        foreach (var identifier in told.Identifiers.DistinctBy(i => (i.Kind, i.Value)))
        {
            Add(told, identifier);
        }

        _periods.Add(new() { SubjectId = told.Id, Kind = PeriodKind.State, FromOn = facts.AsOf, Value = facts.State.ToString() });
        if (facts.Region is not null)
        {
            _periods.Add(new() { SubjectId = told.Id, Kind = PeriodKind.Region, FromOn = facts.AsOf, Value = facts.Region });
        }

        AddRelations(told, []);
        Tell(told);
    }

    // True when anything is new. What is older than what is known adds to the history only.
    public bool Change(KnownSubject known, CheckedSubject told)
    {
        var (subject, facts) = (known.Subject, told.Facts);
        var isNews = known.Periods.Where(p => p.Kind is PeriodKind.State).Select(p => p.FromOn).DefaultIfEmpty(DateOnly.MinValue).Max() <= facts.AsOf;
        var differs = subject.Name != facts.Name || subject.State != facts.State || subject.Kind != facts.Kind
            || (facts.Region is not null && subject.Region != facts.Region) || (facts.Uscc is not null && subject.Uscc != facts.Uscc);
        var hasChanged = isNews && differs;
        if (hasChanged)
        {
            CloseName(known, facts);
            Set(known, PeriodKind.State, facts.State.ToString(), facts.AsOf);
            if (facts.Region is not null)
            {
                Set(known, PeriodKind.Region, facts.Region, facts.AsOf);
            }

            subject.Change(facts, source, revision);
        }

        var before = _names.Count + _identifiers.Count + _relations.Count;
        AddNames(told, known.Names, isPast: !isNews);
        foreach (var identifier in told.Identifiers.Where(i => !known.Identifiers.Exists(k => k.Kind == i.Kind && k.Value == i.Value)).DistinctBy(i => (i.Kind, i.Value)))
        {
            Add(told, identifier);
            foreach (var old in known.Identifiers.Where(k => isNews && k.Kind == identifier.Kind && k.UntilOn is null))
            {
                old.UntilOn = facts.AsOf;
            }
        }

        AddRelations(told, known.Relations);
        if (_names.Count + _identifiers.Count + _relations.Count > before)
        {
            subject.Touch(revision);
            hasChanged = true;
        }

        if (hasChanged)
        {
            Tell(told);
        }

        return hasChanged;
    }

    public async Task WriteAsync(PlatformDb db, CancellationToken ct)
    {
        await db.Dialect.BulkWriteAsync(db, Subjects, ct);
        await db.Dialect.BulkWriteAsync(db, _names, ct);
        await db.Dialect.BulkWriteAsync(db, _identifiers, ct);
        await db.Dialect.BulkWriteAsync(db, _periods, ct);
        await db.Dialect.BulkWriteAsync(db, _relations, ct);
    }

    // Stands in the ledger for what was told of whom, without telling it.
    public string Digest() => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', _told.Order(StringComparer.Ordinal)))));

    private void Tell(CheckedSubject told) =>
        _told.Add($"{told.Id.Value:N} {told.Facts.Uscc} {told.Facts.Name} {told.Facts.Kind} {told.Facts.State} {told.Facts.Region}");

    private void AddNames(CheckedSubject told, List<SubjectName> known, bool isPast)
    {
        if (told.Facts.Name.Length == 0)
        {
            return;
        }

        var seen = known.Select(n => n.Normal).ToHashSet(StringComparer.Ordinal);
        var current = CompanyName.Normal(told.Facts.Name);
        if (seen.Add(current))
        {
            _names.Add(new() { SubjectId = told.Id, Normal = current, Name = told.Facts.Name, FromOn = told.Facts.AsOf, IsFormer = isPast });
        }

        foreach (var former in told.FormerNames)
        {
            if (CompanyName.Normal(former) is { Length: > 0 } normal && seen.Add(normal))
            {
                _names.Add(new() { SubjectId = told.Id, Normal = normal, Name = former, IsFormer = true });
            }
        }
    }

    private static void CloseName(KnownSubject known, SubjectFacts facts)
    {
        var normal = CompanyName.Normal(facts.Name);
        foreach (var name in known.Names)
        {
            if (name.Normal == normal)
            {
                (name.IsFormer, name.UntilOn) = (false, null);
            }
            else if (!name.IsFormer)
            {
                (name.IsFormer, name.UntilOn) = (true, facts.AsOf);
            }
        }
    }

    private void Set(KnownSubject known, PeriodKind kind, string value, DateOnly from)
    {
        var newest = known.Periods.Where(p => p.Kind == kind).MaxBy(p => p.FromOn);
        if (newest?.Value == value)
        {
            return;
        }

        if (newest?.FromOn == from)
        {
            newest.Value = value;
        }
        else
        {
            _periods.Add(new() { SubjectId = known.Subject.Id, Kind = kind, FromOn = from, Value = value });
        }
    }

    private void Add(CheckedSubject told, CheckedIdentifier identifier) => _identifiers.Add(new()
    {
        SubjectId = told.Id,
        Kind = identifier.Kind,
        Value = identifier.Value,
        Check = identifier.Check,
        FromOn = told.Facts.AsOf,
        Source = source,
    });

    private void AddRelations(CheckedSubject told, HashSet<(RelationKind Kind, SubjectId Other)> known)
    {
        foreach (var (kind, other) in told.Relations.Distinct().Where(r => !known.Contains(r)))
        {
            _relations.Add(new() { SubjectId = told.Id, Kind = kind, OtherId = other, FromOn = told.Facts.AsOf, Source = source });
        }
    }
}
