using Gongxin.Contracts.Registry;
using Gongxin.Credit.StopUse;
using Gongxin.Kernel.Data;
using Gongxin.Kernel.Http;
using Gongxin.Kernel.Identity;
using Gongxin.Kernel.Time;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Credit.Commitments;

/// <summary>A commitment.</summary>
/// <param name="Code">Twenty digits: region and day of recording, running number.</param>
/// <param name="Supervision">supervised, judged or void.</param>
/// <param name="Performance">kept, partly or broken; null while nothing was judged.</param>
/// <param name="Consequence">What followed from what was not kept.</param>
public sealed record CommitmentView(
    string Code, string Kind, string Scope, string Uscc, string SubjectName, string Reason, string Content, string Liability, DateOnly MadeOn, DateOnly? ValidUntil, string Body, string BodyUscc,
    string Supervision, string? Performance, string? NotKept, string? Consequence, DateOnly? JudgedOn, DateOnly? VoidOn, string? VoidReason)
{
    internal static CommitmentView Of(Commitment made) => new(
        made.Code, CommitmentWords.Of(made.Kind), CommitmentWords.Of(made.Scope), made.SubjectUscc, made.SubjectName, made.Reason, made.Content, made.Liability, made.MadeOn, made.ValidUntil,
        made.BodyName, made.BodyUscc, made.VoidOn is not null ? "void" : made.Performance is null ? "supervised" : "judged",
        made.Performance is { } performance ? CommitmentWords.Of(performance) : null, made.NotKept, made.Consequence, made.JudgedOn, made.VoidOn, made.VoidReason);
}

/// <summary>Which commitments are asked for. Null leaves a filter out.</summary>
/// <param name="Uscc">Of this subject.</param>
/// <param name="Kind">approval, materials, certificate, repair, selfDiscipline, voluntary or other.</param>
/// <param name="Performance">kept, partly, broken, or open where nothing was judged.</param>
public sealed record CommitmentQuestion(string? Uscc = null, string? Kind = null, string? Performance = null, string? Cursor = null);

public sealed class CommitmentReads
{
    public const int PageSize = 50;
    public const string Open = "open";
    private const int OfSubjectMax = 50;

    private readonly CreditDb _credit;
    private readonly WholeSubjects _subjects;
    private readonly TimeProvider _clock;

    internal CommitmentReads(CreditDb credit, WholeSubjects subjects, TimeProvider clock) => (_credit, _subjects, _clock) = (credit, subjects, clock);

    /// <summary>What everybody may see today, newest first.</summary>
    public async Task<PageOf<CommitmentView>> ListAsync(CommitmentQuestion question, CancellationToken ct) =>
        await PageAsync(await AskedAsync(ShownOn(_credit, _clock.LegalToday()), question, ct), question.Cursor, ct);

    /// <summary>What the asking unit has accepted, public or not; with <c>open</c> as performance, what waits for its judgement.</summary>
    public async Task<PageOf<CommitmentView>> MineAsync(CommitmentQuestion question, CancellationToken ct) => await PageAsync(
        await AskedAsync(_credit.Whole.Set<Commitment>().AsNoTracking().InScope(_credit.Asker, ActsPermissions.Commitments, c => c.BodyId), question, ct), question.Cursor, ct);

    /// <summary>One that everybody may see, or that the asking unit accepted.</summary>
    public async Task<(CommitmentView Commitment, bool IsOwn)> ReadAsync(string code, CancellationToken ct)
    {
        var own = await _credit.Whole.Set<Commitment>().AsNoTracking().InScope(_credit.Asker, ActsPermissions.Commitments, c => c.BodyId).FirstOrDefaultAsync(c => c.Code == code, ct);
        var found = own ?? await ShownOn(_credit, _clock.LegalToday()).FirstOrDefaultAsync(c => c.Code == code, ct) ?? throw CommitmentRefusals.NotFound();
        return (CommitmentView.Of(found), own is not null);
    }

    public async Task<IReadOnlyList<CommitmentView>> OfSubjectAsync(string uscc, CancellationToken ct) =>
        [.. (await (await AskedAsync(ShownOn(_credit, _clock.LegalToday()), new(uscc), ct)).OrderByDescending(c => c.MadeOn).ThenBy(c => c.Id).Take(OfSubjectMax).ToListAsync(ct)).Select(CommitmentView.Of)];

    // What everybody may see on that day. The one place that says so.
    internal static IQueryable<Commitment> ShownOn(CreditDb credit, DateOnly day) => credit.Whole.Set<Commitment>().AsNoTracking()
        .Where(c => c.Scope == CommitmentScope.Public && c.VoidOn == null && c.MadeOn <= day && (c.ValidUntil == null || c.ValidUntil >= day));

    // A code of nobody finds nothing.
    private async Task<IQueryable<Commitment>> AskedAsync(IQueryable<Commitment> commitments, CommitmentQuestion question, CancellationToken ct)
    {
        if (question.Uscc is { Length: > 0 } uscc)
        {
            IReadOnlyList<SubjectId> ids = (await _subjects.FindAsync(uscc, ct))?.Ids ?? [];
            commitments = commitments.OfOne(c => c.SubjectId, ids);
        }

        if (question.Kind is { Length: > 0 } word)
        {
            var kind = CommitmentWords.Parse<CommitmentKind>("kind", word);
            commitments = commitments.Where(c => c.Kind == kind);
        }

        if (question.Performance is not { Length: > 0 } performance)
        {
            return commitments;
        }

        if (performance == Open)
        {
            return commitments.Where(c => c.Performance == null && c.VoidOn == null);
        }

        var judged = CommitmentWords.Parse<CommitmentPerformance>("performance", performance);
        return commitments.Where(c => c.Performance == judged);
    }

    private static async Task<PageOf<CommitmentView>> PageAsync(IQueryable<Commitment> commitments, string? cursor, CancellationToken ct)
    {
        var from = StopUseReads.PlaceIn.Parse(cursor);
        var total = await commitments.LongCountAsync(ct);
        var page = await commitments.OrderByDescending(c => c.MadeOn).ThenBy(c => c.Id).Skip(from).Take(PageSize).ToListAsync(ct);
        return new([.. page.Select(CommitmentView.Of)], total, StopUseReads.PlaceIn.Next(from, page.Count, total));
    }
}

internal static class ReadCommitments
{
    public static async Task<Ok<PageOf<CommitmentView>>> Handle(string? uscc, string? kind, string? performance, string? cursor, CommitmentReads reads, CancellationToken ct) =>
        TypedResults.Ok(await reads.ListAsync(new(uscc, kind, performance, cursor), ct));

    public static async Task<Ok<PageOf<CommitmentView>>> HandleMine(string? performance, string? cursor, CommitmentReads reads, CancellationToken ct) =>
        TypedResults.Ok(await reads.MineAsync(new(Performance: performance, Cursor: cursor), ct));

    public static async Task<Ok<CommitmentView>> HandleOne(string code, CommitmentReads reads, CancellationToken ct) => TypedResults.Ok((await reads.ReadAsync(code, ct)).Commitment);
}
