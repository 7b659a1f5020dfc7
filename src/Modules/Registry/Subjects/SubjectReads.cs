using Gongxin.Contracts.Registry;
using Gongxin.Kernel.Identifiers;
using Gongxin.Kernel.Text;
using Gongxin.Registry.Identifiers;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Registry.Subjects;

internal sealed class SubjectReads(RegistryDb registry, IdentifierChecks checks, PutSubjects put, ISameSubjects same) : ISubjects
{
    private const int AskMax = 500;
    private const int NamedMax = 100;
    private const int UsccLength = 18;

    public Task<SubjectView?> FindAsync(SubjectId id, CancellationToken ct) => registry.ViewAsync(id, ct).AsTask();

    public async Task<SubjectView?> FindAsync(IdentifierKind kind, string value, CancellationToken ct)
    {
        if (checks.Check(new IdentifierData(kind, value)) is not { IsUsable: true } identifier || identifier.IsSecret)
        {
            return null;
        }

        var (known, plain) = (identifier.Kind, identifier.Value);
        var id = await registry.Identifiers.Where(i => i.Value == plain && i.Kind == known)
            .OrderBy(i => i.UntilOn != null).ThenBy(i => i.SubjectId).Select(i => (SubjectId?)i.SubjectId).FirstOrDefaultAsync(ct);
        return id is { } found ? await FindAsync(found, ct) : null;
    }

    // The subject with that identifier, of whatever kind it is. Most came in under their credit code, which leads to their id.
    public async Task<SubjectView?> IdentifiedByAsync(string text, CancellationToken ct)
    {
        var value = IdentifierRules.Normalise(text.Trim());
        if (value.Length is < 4 or > SubjectIdentifier.ValueMax)
        {
            return null;
        }

        return (value.Length == UsccLength ? await FindAsync(SubjectId.Of(IdentifierKind.Uscc, value), ct) : null)
            ?? await ByValueAsync(value.Replace("-", "", StringComparison.Ordinal), ct)
            ?? (value.Contains('-', StringComparison.Ordinal) ? await ByValueAsync(value, ct) : null);
    }

    private async Task<SubjectView?> ByValueAsync(string value, CancellationToken ct)
    {
        var id = await registry.Identifiers.Where(i => i.Value == value && i.Kind != IdentifierKind.Person)
            .OrderBy(i => i.UntilOn != null).ThenBy(i => i.SubjectId).Select(i => (SubjectId?)i.SubjectId).FirstOrDefaultAsync(ct);
        return id is { } found ? await FindAsync(found, ct) : null;
    }

    public async Task<IReadOnlyDictionary<string, SubjectView>> FindManyAsync(IReadOnlyCollection<string> usccs, CancellationToken ct)
    {
        var asked = usccs.Select(u => IdentifierRules.Normalise(u.Trim())).Distinct(StringComparer.Ordinal).ToDictionary(c => c, c => SubjectId.Of(IdentifierKind.Uscc, c), StringComparer.Ordinal);
        var direct = await ReadAsync(asked.Values, ct);
        var owners = asked.Where(a => direct.ContainsKey(a.Value)).ToDictionary(a => a.Key, a => a.Value, StringComparer.Ordinal);

        // Most came in under their credit code, which leads to their id.
        foreach (var codes in asked.Keys.Where(c => !owners.ContainsKey(c)).Chunk(AskMax))
        {
            var found = await registry.Identifiers.Where(i => codes.Contains(i.Value) && i.Kind == IdentifierKind.Uscc)
                .OrderBy(i => i.UntilOn != null).ThenBy(i => i.SubjectId).Select(i => new { i.Value, i.SubjectId }).ToListAsync(ct);
            found.ForEach(f => owners.TryAdd(f.Value, f.SubjectId));
        }

        var others = owners.Values.Where(id => !direct.ContainsKey(id)).Distinct().ToList();
        var subjects = others.Count == 0 ? direct : direct.Concat(await ReadAsync(others, ct)).ToDictionary();
        return owners.Where(o => subjects.ContainsKey(o.Value)).ToDictionary(o => o.Key, o => subjects[o.Value], StringComparer.Ordinal);
    }

    public async Task<IReadOnlyDictionary<SubjectId, SubjectView>> ReadAsync(IReadOnlyCollection<SubjectId> ids, CancellationToken ct)
    {
        var found = new Dictionary<SubjectId, SubjectView>();
        foreach (var chunk in ids.Chunk(AskMax))
        {
            foreach (var view in await RegistryDb.Views(registry.Subjects.Where(s => chunk.Contains(s.Id))).ToListAsync(ct))
            {
                found[view.Id] = view;
            }
        }

        return found;
    }

    // Of each of these ids the subject that leads it: itself, where it is one with no other.
    public async Task<IReadOnlyDictionary<SubjectId, SubjectView>> ReadLeadingAsync(IReadOnlyCollection<SubjectId> ids, CancellationToken ct) =>
        await same.LeadingAsync(await ReadAsync(ids, ct), ct);

    public async Task<IReadOnlyList<SubjectView>> NamedAsync(string name, CancellationToken ct)
    {
        var normal = CompanyName.Normal(name);
        var ids = await registry.Names.Where(n => n.Normal == normal).OrderBy(n => n.IsFormer).ThenBy(n => n.SubjectId)
            .Select(n => n.SubjectId).Take(NamedMax).ToListAsync(ct);
        var views = await ReadAsync(ids, ct);
        return [.. ids.Where(views.ContainsKey).Select(id => views[id]).DistinctBy(v => v.Id)];
    }

    public Task<SubjectsPut> PutAsync(IEnumerable<SubjectData> subjects, string source, CancellationToken ct) => put.RunAsync(subjects, source, ct);
}
