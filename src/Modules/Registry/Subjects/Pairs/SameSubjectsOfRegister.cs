using Gongxin.Contracts.Registry;
using Gongxin.Kernel.Time;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Registry.Subjects.Pairs;

internal sealed class SameSubjectsOfRegister(RegistryDb registry, MergedPairs merged) : ISameSubjects
{
    private const int ToldMax = 100;
    private const int AskMax = 500;

    public async ValueTask<SameSubjects> CurrentAsync(CancellationToken ct) => (await merged.CurrentAsync(registry, ct)).Same;

    public async ValueTask<SubjectView> LeadingAsync(SubjectView subject, CancellationToken ct)
    {
        var leading = (await CurrentAsync(ct)).LeadingOf(subject.Id);
        return leading == subject.Id ? subject : await registry.ViewAsync(leading, ct) ?? subject;
    }

    public async ValueTask<IReadOnlyDictionary<TKey, SubjectView>> LeadingAsync<TKey>(IReadOnlyDictionary<TKey, SubjectView> subjects, CancellationToken ct)
        where TKey : notnull
    {
        var leading = await LeadingAsync([.. subjects.Values], await CurrentAsync(ct), ct);
        return leading.Count == 0 ? subjects : subjects.ToDictionary(s => s.Key, s => leading.GetValueOrDefault(s.Value.Id) ?? s.Value);
    }

    public async ValueTask<IReadOnlyList<SubjectView>> LeadingAsync(IReadOnlyList<SubjectView> subjects, CancellationToken ct)
    {
        var leading = await LeadingAsync(subjects, await CurrentAsync(ct), ct);
        return leading.Count == 0 ? subjects : [.. subjects.Select(s => leading.GetValueOrDefault(s.Id) ?? s).DistinctBy(s => s.Id)];
    }

    public async ValueTask<IReadOnlyList<KnownAs>> KnownAsAsync(SubjectId subject, CancellationToken ct)
    {
        var held = await merged.CurrentAsync(registry, ct);
        if (!held.Told.Contains(subject))
        {
            return [];
        }

        var ids = held.Same.AllOf(subject);
        var judged = await registry.Pairs.AsNoTracking().Include(p => p.Evidence)
            .Where(p => p.Verdict == PairVerdict.Same && (p.State == PairState.InForce || p.State == PairState.Ended) && (ids.Contains(p.LeadingId) || ids.Contains(p.OtherId)))
            .OrderByDescending(p => p.DecidedAt).ThenBy(p => p.Id).Take(ToldMax).ToListAsync(ct);
        var others = judged.ToDictionary(p => p.Id, p => p.State is PairState.InForce || ids.Contains(p.LeadingId) ? p.OtherId : p.LeadingId);
        var views = new PairSubjects(registry);
        var named = await views.ReadAsync([.. others.Values], ct);
        return
        [
            .. judged.Where(p => named.ContainsKey(others[p.Id])).Select(p => new KnownAs(
                p.Id.Value, others[p.Id], named[others[p.Id]].Code, named[others[p.Id]].Name, LegalZone.LegalDay(p.DecidedAt!.Value),
                [.. p.Evidence.Select(e => e.Kind).Distinct().Order()], p.EndedAt is { } ended ? LegalZone.LegalDay(ended) : null, p.EndReason)),
        ];
    }

    // Of those of the subjects that another leads, that one.
    private async Task<Dictionary<SubjectId, SubjectView>> LeadingAsync(IReadOnlyCollection<SubjectView> subjects, SameSubjects same, CancellationToken ct)
    {
        var led = same.IsEmpty ? [] : subjects.Select(s => s.Id).Distinct().Where(id => same.LeadingOf(id) != id).ToList();
        var views = new Dictionary<SubjectId, SubjectView>();
        foreach (var ids in led.Select(same.LeadingOf).Distinct().Chunk(AskMax))
        {
            foreach (var view in await RegistryDb.Views(registry.Subjects.Where(s => ids.Contains(s.Id))).ToListAsync(ct))
            {
                views[view.Id] = view;
            }
        }

        return led.Where(id => views.ContainsKey(same.LeadingOf(id))).ToDictionary(id => id, id => views[same.LeadingOf(id)]);
    }
}
