using Gongxin.Contracts.Registry;
using Gongxin.Kernel.Identity;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Registry.Subjects.Pairs;

// What accounts do with judgements: one at a time for the whole register, so that no two of them make a circle.
internal sealed class PairDesk(RegistryDb registry, SubjectReads subjects, ReadEvidence evidence, PairReads reads, TimeProvider clock)
{
    public const string Judged = "registry.pair-judged";
    public const string Ended = "registry.pair-ended";

    // So many entries are one subject at most: whoever asks for it asks for all of them in one statement.
    public const int GroupMax = 50;

    public async Task<PairView> ProposeAsync(PairProposal proposal, CancellationToken ct)
    {
        var (leading, other) = (await SubjectAsync(proposal.Leading, ct), await SubjectAsync(proposal.Other, ct));
        var verdict = proposal.Verdict ?? throw PairRefusals.FieldNotUsable("verdict", 1, 16);
        var judgement = PairJudgement.Propose(leading, other, verdict, await evidence.OfAsync(proposal.Evidence, leading.Id, other.Id, ct), Act());

        // A transaction of its own: nobody else judges meanwhile.
        await using var transaction = await registry.Whole.Database.BeginTransactionAsync(ct);
        await LockAsync(ct);
        await MustBePossibleAsync(judgement, ct);
        var (first, second) = (leading.Id, other.Id);
        if (await registry.Pairs.AnyAsync(
            p => p.State == PairState.Proposed && ((p.LeadingId == first && p.OtherId == second) || (p.LeadingId == second && p.OtherId == first)), ct))
        {
            throw PairRefusals.JudgedAlready();
        }

        registry.Pairs.Add(judgement);
        registry.Audit("PairProposed", SubjectOf(judgement), new { verdict = verdict.ToString(), leading = first.Value, other = second.Value, evidence = KindsOf(judgement) });
        await registry.SaveAsync(ct);
        await transaction.CommitAsync(ct);
        return await reads.ReadAsync(judgement.Id.Value, ct);
    }

    public async Task<PairView> DecideAsync(Guid id, PairDecision decision, CancellationToken ct)
    {
        var accepts = decision.Accept ?? throw PairRefusals.FieldNotUsable("accept", 1, 5);
        var note = ReadEvidence.Text("note", decision.Note, PairJudgement.NoteMin, PairJudgement.NoteMax);
        await using var transaction = await registry.Whole.Database.BeginTransactionAsync(ct);
        await LockAsync(ct);
        var (judgement, act) = (await FindAsync(id, ct), Act());
        judgement.MustBeDecidableBy(act);
        if (!accepts)
        {
            judgement.Refuse(note, act);
            registry.Audit("PairRefused", SubjectOf(judgement));
        }
        else
        {
            // What was possible when it was proposed may not be so now.
            await MustBePossibleAsync(judgement, ct);
            judgement.Accept(note, act);
            await registry.NextPairsHeadAsync(ct);
            registry.Audit("PairJudged", SubjectOf(judgement), new { verdict = judgement.Verdict.ToString() });
            registry.QueueLedger(Judged, SubjectOf(judgement), new
            {
                pair = id, verdict = judgement.Verdict.ToString(), leading = judgement.LeadingId.Value, other = judgement.OtherId.Value, evidence = KindsOf(judgement), digest = PairEvidence.DigestOf(judgement.Evidence),
            });
        }

        await registry.SaveAsync(ct);
        await transaction.CommitAsync(ct);
        return await reads.ReadAsync(id, ct);
    }

    public async Task<PairView> EndAsync(Guid id, PairEnd end, CancellationToken ct)
    {
        var reason = ReadEvidence.Text("reason", end.Reason, PairJudgement.NoteMin, PairJudgement.NoteMax);
        await using var transaction = await registry.Whole.Database.BeginTransactionAsync(ct);
        await LockAsync(ct);
        var judgement = await FindAsync(id, ct);
        judgement.End(reason, Act());
        await registry.NextPairsHeadAsync(ct);
        registry.Audit("PairEnded", SubjectOf(judgement), new { verdict = judgement.Verdict.ToString() });
        registry.QueueLedger(Ended, SubjectOf(judgement), new { pair = id, verdict = judgement.Verdict.ToString(), leading = judgement.LeadingId.Value, other = judgement.OtherId.Value });
        await registry.SaveAsync(ct);
        await transaction.CommitAsync(ct);
        return await reads.ReadAsync(id, ct);
    }

    private static string SubjectOf(PairJudgement judgement) => $"registry:pair/{judgement.Id.Value}";

    private static string[] KindsOf(PairJudgement judgement) => [.. judgement.Evidence.Select(e => e.Kind).Distinct().Order().Select(k => k.ToString())];

    private Task LockAsync(CancellationToken ct) => registry.Whole.Dialect.LockAsync(registry.Whole, "registry-pairs", ct);

    private PairAct Act()
    {
        var actor = registry.Asker;
        return new(actor.Id, actor.Name.Length <= PairJudgement.NameMax ? actor.Name : actor.Name[..PairJudgement.NameMax], clock.GetUtcNow().UtcDateTime);
    }

    private async Task<PairJudgement> FindAsync(Guid id, CancellationToken ct)
    {
        var wanted = new JudgementId(id);
        return await registry.Pairs.Include(p => p.Evidence).SingleOrDefaultAsync(p => p.Id == wanted, ct) ?? throw PairRefusals.NotFound();
    }

    private async Task<SubjectView> SubjectAsync(string? named, CancellationToken ct)
    {
        var text = named?.Trim() ?? "";
        var found = text.Length > SubjectIdentifier.ValueMax ? null
            : Guid.TryParse(text, out var id) ? await registry.ViewAsync(new(id), ct)
            : await subjects.IdentifiedByAsync(text, ct);
        return found ?? throw RegistryRefusals.SubjectNotFound(text.Length > SubjectIdentifier.ValueMax ? text[..SubjectIdentifier.ValueMax] : text);
    }

    // Beside what holds by now.
    private async Task MustBePossibleAsync(PairJudgement judgement, CancellationToken ct)
    {
        var held = await HeldPairs.ReadAsync(registry, ct);
        var (leading, other) = (judgement.LeadingId, judgement.OtherId);
        if (held.IsJudged(leading, other))
        {
            throw PairRefusals.JudgedAlready();
        }

        if (held.Same.AreOne(leading, other))
        {
            throw PairRefusals.OneAlready();
        }

        if (judgement.Verdict is PairVerdict.Different)
        {
            return;
        }

        if (held.LeaderOf(other) is { } leader)
        {
            throw PairRefusals.MergedAlready((await new PairSubjects(registry).ReadAsync([leader], ct)).GetValueOrDefault(leader)?.Code ?? "");
        }

        var all = held.Same.AllOf([leading, other]).Append(leading).Append(other).ToHashSet();
        if (all.Count > GroupMax)
        {
            throw PairRefusals.TooMany(GroupMax);
        }

        if (held.Pairs.Any(p => p.Verdict is PairVerdict.Different && all.Contains(p.Leading) && all.Contains(p.Other)))
        {
            throw PairRefusals.Contradicts();
        }
    }
}
