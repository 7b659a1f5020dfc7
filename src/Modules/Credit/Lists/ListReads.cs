using System.Globalization;
using Gongxin.Credit.StopUse;
using Gongxin.Kernel.Data;
using Gongxin.Kernel.Http;
using Gongxin.Kernel.Identity;
using Gongxin.Kernel.Text;
using Gongxin.Kernel.Time;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Credit.Lists;

/// <summary>A list with how many subjects are on it today.</summary>
/// <param name="Kind">serious, trust, abnormal or attention.</param>
/// <param name="LegalBasis">Null where none is recorded: then nobody is put on it.</param>
/// <param name="HearingDays">Working days in which a subject may be heard before the decision; 0 where no hearing is needed.</param>
public sealed record ListView(string Code, TwoTexts Name, string Kind, TwoTexts Criteria, TwoTexts? LegalBasis, string Certainty, int HearingDays, long Count)
{
    internal static ListView Of(CreditList list, long count) => new(
        list.Code, list.Name, list.Kind.ToString().ToLowerInvariant(), list.Criteria, list.HasBasis ? list.LegalBasis : null, list.Certainty, list.HearingDays, count);
}

/// <summary>A subject on a list.</summary>
/// <param name="State">noticed, decided, listed, removed or dropped; only listed is public.</param>
/// <param name="HearUntil">Last day on which the subject may be heard.</param>
/// <param name="Number">Number of the decision.</param>
/// <param name="Until">Last day on the list; null without an end.</param>
public sealed record ListEntryView(
    Guid Id, string List, string State, string Uscc, string SubjectName, string Body, string BodyUscc, string Grounds, DateOnly NoticedOn, DateOnly? HearUntil, string? Number,
    DateOnly? DecidedOn, DateOnly? ListedOn, DateOnly? Until, DateOnly? RemovedOn, string? RemovalCause, string? RemovalReason)
{
    internal static ListEntryView Of(ListEntry entry) => new(
        entry.Id.Value, entry.List, entry.State.ToString().ToLowerInvariant(), entry.SubjectUscc, entry.SubjectName, entry.BodyName, entry.BodyUscc, entry.Grounds, entry.NoticedOn,
        entry.HearUntil, entry.Number, entry.DecidedOn, entry.ListedOn, entry.ValidUntil, entry.RemovedOn, entry.RemovalCause?.ToString().ToLowerInvariant(), entry.RemovalReason);
}

public sealed class ListReads
{
    public const int PageSize = 50;
    private const int OfSubjectMax = 100;

    private readonly CreditDb _credit;
    private readonly WholeSubjects _subjects;
    private readonly TimeProvider _clock;

    internal ListReads(CreditDb credit, WholeSubjects subjects, TimeProvider clock) => (_credit, _subjects, _clock) = (credit, subjects, clock);

    public async Task<IReadOnlyList<ListView>> AllAsync(CancellationToken ct)
    {
        var counts = await ListedOn(_credit, _clock.LegalToday()).GroupBy(e => e.List).Select(g => new { g.Key, Count = g.LongCount() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        return [.. CreditList.All.Select(l => ListView.Of(l, counts.GetValueOrDefault(l.Code)))];
    }

    public async Task<(ListView List, PageOf<ListEntryView> Entries)> ListAsync(string code, string? cursor, CancellationToken ct)
    {
        var list = CreditList.Of(code);
        var page = await PageAsync(ListedOn(_credit, _clock.LegalToday()).Where(e => e.List == list.Code).OrderByDescending(e => e.ListedOn).ThenBy(e => e.Id), cursor, ct);
        return (ListView.Of(list, page.Total), page);
    }

    /// <summary>What the asking body has in hand, listed or not.</summary>
    public Task<PageOf<ListEntryView>> MineAsync(string? cursor, CancellationToken ct) => PageAsync(
        _credit.Whole.Set<ListEntry>().AsNoTracking().InScope(_credit.Asker, ActsPermissions.List, e => e.BodyId).OrderByDescending(e => e.NoticedOn).ThenBy(e => e.Id), cursor, ct);

    /// <param name="uscc">Code of a subject of the register.</param>
    public async Task<IReadOnlyList<ListEntryView>> OfSubjectAsync(string uscc, CancellationToken ct)
    {
        if (await _subjects.FindAsync(uscc, ct) is not { } subject)
        {
            return [];
        }

        var entries = await ListedOn(_credit, _clock.LegalToday()).OfOne(e => e.SubjectId, subject.Ids).OrderByDescending(e => e.ListedOn).Take(OfSubjectMax).ToListAsync(ct);
        return [.. entries.Select(ListEntryView.Of)];
    }

    /// <summary>Name of a list in the reader's language.</summary>
    public static string NameOf(string code) => CreditList.Of(code).Name.In(CultureInfo.CurrentUICulture);

    // Who is on a list for everybody to see on that day. The one place that says so.
    internal static IQueryable<ListEntry> ListedOn(CreditDb credit, DateOnly day) => credit.Whole.Set<ListEntry>().AsNoTracking()
        .Where(e => e.State == ListEntryState.Listed && e.ListedOn <= day && (e.ValidUntil == null || e.ValidUntil >= day));

    private static async Task<PageOf<ListEntryView>> PageAsync(IOrderedQueryable<ListEntry> entries, string? cursor, CancellationToken ct)
    {
        var from = StopUseReads.PlaceIn.Parse(cursor);
        var total = await entries.LongCountAsync(ct);
        var page = await entries.Skip(from).Take(PageSize).ToListAsync(ct);
        return new([.. page.Select(ListEntryView.Of)], total, StopUseReads.PlaceIn.Next(from, page.Count, total));
    }
}

internal static class ReadLists
{
    public static async Task<Ok<IReadOnlyList<ListView>>> Handle(ListReads reads, CancellationToken ct) => TypedResults.Ok(await reads.AllAsync(ct));

    public static async Task<Ok<PageOf<ListEntryView>>> HandleList(string list, string? cursor, ListReads reads, CancellationToken ct) =>
        TypedResults.Ok((await reads.ListAsync(list, cursor, ct)).Entries);

    public static async Task<Ok<PageOf<ListEntryView>>> HandleMine(string? cursor, ListReads reads, CancellationToken ct) => TypedResults.Ok(await reads.MineAsync(cursor, ct));
}
