using System.Globalization;
using Gongxin.Kernel.Http;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Registry.Subjects.Pairs;

// Judgements as those read them who judge.
internal sealed class PairReads(RegistryDb registry)
{
    public const int PageSize = 50;

    public async Task<PageOf<PairView>> ListAsync(string? state, string? cursor, CancellationToken ct)
    {
        var pairs = registry.Pairs.AsNoTracking();
        if (!string.IsNullOrEmpty(state))
        {
            var wanted = StateOf(state);
            pairs = pairs.Where(p => p.State == wanted);
        }

        var from = string.IsNullOrEmpty(cursor) ? 0
            : int.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var place) ? place : throw RegistryRefusals.QueryNotReadable("cursor", Short(cursor));
        var total = await pairs.LongCountAsync(ct);
        var page = await pairs.Include(p => p.Evidence).OrderByDescending(p => p.ProposedAt).ThenBy(p => p.Id).Skip(from).Take(PageSize).ToListAsync(ct);
        var next = from + page.Count;
        return new(await ViewsAsync(page, ct), total, page.Count > 0 && next < total ? next.ToString(CultureInfo.InvariantCulture) : null);
    }

    public async Task<IReadOnlyDictionary<PairState, long>> CountsAsync(CancellationToken ct) =>
        await registry.Pairs.AsNoTracking().GroupBy(p => p.State).Select(g => new { g.Key, Count = g.LongCount() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);

    public async Task<PairView> ReadAsync(Guid id, CancellationToken ct)
    {
        var wanted = new JudgementId(id);
        var judgement = await registry.Pairs.AsNoTracking().Include(p => p.Evidence).SingleOrDefaultAsync(p => p.Id == wanted, ct) ?? throw PairRefusals.NotFound();
        return (await ViewsAsync([judgement], ct))[0];
    }

    private async Task<IReadOnlyList<PairView>> ViewsAsync(List<PairJudgement> judgements, CancellationToken ct)
    {
        var named = await new PairSubjects(registry).ReadAsync([.. judgements.SelectMany(p => new[] { p.LeadingId, p.OtherId })], ct);
        return [.. judgements.Select(p => Of(p, named[p.LeadingId], named[p.OtherId]))];
    }

    private PairView Of(PairJudgement pair, PairSubject leading, PairSubject other) => new(
        pair.Id.Value, pair.State, pair.Verdict, leading, other,
        [.. pair.Evidence.OrderBy(e => e.Number).Select(e => new EvidenceView(e.Kind, e.Identifier, e.Value, e.Note))],
        new(pair.ProposedByName, pair.ProposedAt, null),
        pair.DecidedAt is { } decided ? new(pair.DecidedByName ?? "", decided, pair.DecisionNote) : null,
        pair.EndedAt is { } ended ? new(pair.EndedByName ?? "", ended, pair.EndReason) : null)
    {
        MayDecide = pair.State is PairState.Proposed && pair.ProposedBy != registry.Asker.Id,
        MayEnd = pair.State is PairState.InForce && pair.DecidedBy != registry.Asker.Id,
    };

    private static PairState StateOf(string word) =>
        Enum.GetValues<PairState>().Where(s => s.ToString().Equals(word, StringComparison.OrdinalIgnoreCase)).Cast<PairState?>().FirstOrDefault()
            ?? throw RegistryRefusals.QueryNotReadable("state", Short(word));

    private static string Short(string text) => text.Length > 40 ? text[..40] : text;
}
