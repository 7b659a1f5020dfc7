using System.Buffers.Text;
using System.Text;
using Gongxin.Contracts.Registry;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Registry.Subjects.Pairs;

// Entries that may be one: the same name, present or former, and an identifier in common. They are looked for in the order of names, so many
// names at a time, and offered to whoever judges; nothing is ever done by itself. What was judged, or waits for it, is not offered again.
internal sealed class SuspectedPairs(RegistryDb registry, MergedPairs merged)
{
    public const int PageSize = 50;

    // Names that several entries have: so many are looked through for a page, and of each so many entries.
    public const int NamesMax = 200;
    public const int EntriesMax = 10;
    private const int ChunkMax = 50;
    private const int CursorMax = 1200;

    public async Task<SuspectedPage> FindAsync(string? cursor, CancellationToken ct)
    {
        var names = await DoubledAsync(PlaceOf(cursor), ct);
        var held = await merged.CurrentAsync(registry, ct);
        var found = new List<SuspectedPair>();
        var looked = 0;
        foreach (var chunk in names.Take(NamesMax).Chunk(ChunkMax))
        {
            if (found.Count >= PageSize)
            {
                break;
            }

            var entries = await EntriesAsync(chunk, ct);
            for (var i = 0; i < chunk.Length && found.Count < PageSize; i++, looked++)
            {
                found.AddRange(PairsOf(entries[i], held));
            }
        }

        found = [.. found.DistinctBy(p => (p.Leading.Id, p.Other.Id))];
        var open = await WaitingAsync(found, ct);
        found.RemoveAll(p => open.Contains((p.Leading.Id, p.Other.Id)) || open.Contains((p.Other.Id, p.Leading.Id)));
        return new(found, looked, looked < names.Count ? CursorOf(names[looked - 1]) : null);
    }

    // One more than are looked through, so that it is known whether there is more. Asked of the index of names alone.
    private async Task<List<string>> DoubledAsync(string? after, CancellationToken ct)
    {
        var names = registry.Names.AsNoTracking();
#pragma warning disable CA1309 // The database compares, by its own order, the same as it sorts by.
        names = after is null ? names : names.Where(n => string.Compare(n.Normal, after) > 0);
#pragma warning restore CA1309
        return await names.GroupBy(n => n.Normal).Where(g => g.Count() > 1).OrderBy(g => g.Key).Select(g => g.Key).Take(NamesMax + 1).ToListAsync(ct);
    }

    // A name of a thousand shops is asked for ten of them.
    private async Task<List<List<Entry>>> EntriesAsync(string[] names, CancellationToken ct)
    {
        var ids = new List<List<SubjectId>>();
        foreach (var name in names)
        {
            ids.Add(await registry.Names.AsNoTracking().Where(n => n.Normal == name).OrderBy(n => n.SubjectId).Select(n => n.SubjectId).Take(EntriesMax).ToListAsync(ct));
        }

        var all = ids.SelectMany(i => i).Distinct().ToList();
        var subjects = await new PairSubjects(registry).ReadAsync(all, ct);
        var identifiers = (await registry.Identifiers.AsNoTracking().Where(i => all.Contains(i.SubjectId) && i.Kind != IdentifierKind.Person)
            .Select(i => new { i.SubjectId, i.Kind, i.Value }).ToListAsync(ct)).ToLookup(i => i.SubjectId, i => new SharedIdentifier(i.Kind, i.Value));
        return [.. ids.Zip(names, (own, name) => own.Where(subjects.ContainsKey).Select(id => new Entry(name, subjects[id], [.. identifiers[id]])).ToList())];
    }

    private static IEnumerable<SuspectedPair> PairsOf(List<Entry> entries, HeldPairs held)
    {
        // The one with a credit code goes first, then the one in business, then the one that the register knows more of.
        var ordered = entries.OrderBy(e => e.Subject.Uscc is null).ThenBy(e => e.Subject.State is not SubjectState.Active)
            .ThenByDescending(e => e.Identifiers.Count).ThenBy(e => e.Subject.Id.Value).ToList();
        for (var i = 0; i < ordered.Count; i++)
        {
            for (var j = i + 1; j < ordered.Count; j++)
            {
                var (first, second) = (ordered[i], ordered[j]);
                var isJudged = held.Same.AreOne(first.Subject.Id, second.Subject.Id) || held.IsJudged(first.Subject.Id, second.Subject.Id);
                if (!isJudged && SharedIdentifiers.Of(first.Identifiers, second.Identifiers) is { Count: > 0 } shared)
                {
                    yield return new(first.Name, first.Subject, second.Subject, shared);
                }
            }
        }
    }

    private async Task<HashSet<(SubjectId, SubjectId)>> WaitingAsync(List<SuspectedPair> found, CancellationToken ct)
    {
        var ids = found.SelectMany(p => new[] { p.Leading.Id, p.Other.Id }).Distinct().ToList();
        var waiting = ids.Count == 0 ? [] : await registry.Pairs.AsNoTracking().Where(p => p.State == PairState.Proposed && ids.Contains(p.LeadingId))
            .Select(p => new { p.LeadingId, p.OtherId }).ToListAsync(ct);
        return [.. waiting.Select(p => (p.LeadingId, p.OtherId))];
    }

    private static string CursorOf(string name) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(name));

    private static string? PlaceOf(string? cursor) =>
        string.IsNullOrEmpty(cursor) ? null
        : cursor.Length <= CursorMax && Base64Url.IsValid(cursor) ? Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor))
        : throw RegistryRefusals.QueryNotReadable("cursor", cursor.Length > 40 ? cursor[..40] : cursor);

    private sealed record Entry(string Name, PairSubject Subject, IReadOnlyList<SharedIdentifier> Identifiers);
}
