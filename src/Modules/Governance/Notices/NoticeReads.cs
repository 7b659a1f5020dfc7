using System.Globalization;
using Gongxin.Contracts.Governance;
using Gongxin.Kernel.Errors;
using Gongxin.Kernel.Http;
using Gongxin.Kernel.Identity;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Governance.Notices;

// Text: in the reader's language.
public sealed record NoticeView(Guid Id, string Code, IReadOnlyList<string> Args, string Text, string? Link, bool IsUrgent, DateTime At, bool IsRead);

// What the current actor was told: by name, or as one who holds a permission.
public sealed class NoticeReads
{
    public const int PageSize = 50;
    private const int MarkMax = 1000;

    private readonly GovernanceDb _governance;
    private readonly CurrentActor _current;
    private readonly ProblemTexts _texts;
    private readonly TimeProvider _clock;

    internal NoticeReads(GovernanceDb governance, CurrentActor current, ProblemTexts texts, TimeProvider clock) =>
        (_governance, _current, _texts, _clock) = (governance, current, texts, clock);

    private string Reader => _current.Actor.Id;

    public async Task<PageOf<NoticeView>> ListAsync(Guid? before, CancellationToken ct)
    {
        var mine = MineOf(_governance, _current.Actor);
        var total = await mine.LongCountAsync(ct);
        if (before is { } last)
        {
            // Ids are in the order of time.
            var mark = new NoticeId(last);
            mine = mine.Where(n => n.Id < mark);
        }

        var reader = Reader;
        var page = await mine.OrderByDescending(n => n.Id).Take(PageSize + 1)
            .Select(n => new { Notice = n, IsRead = _governance.NoticesRead.Any(r => r.ActorId == reader && r.NoticeId == n.Id) }).ToListAsync(ct);
        return new PageOf<NoticeView>(
            [.. page.Take(PageSize).Select(p => Shown(p.Notice, p.IsRead))], total, page.Count > PageSize ? page[PageSize - 1].Notice.Id.Value.ToString() : null);
    }

    public Task<int> UnreadAsync(CancellationToken ct) => UnreadOf(_governance, _current.Actor).CountAsync(ct);

    public async Task MarkReadAsync(Guid id, CancellationToken ct)
    {
        var wanted = new NoticeId(id);
        if (!await MineOf(_governance, _current.Actor).AnyAsync(n => n.Id == wanted, ct))
        {
            throw GovernanceRefusals.NoticeNotFound(id);
        }

        await MarkAsync(await UnreadOf(_governance, _current.Actor).Where(n => n.Id == wanted).Select(n => n.Id).ToListAsync(ct), ct);
    }

    public async Task MarkAllReadAsync(CancellationToken ct)
    {
        List<NoticeId> unread;
        do
        {
            unread = await UnreadOf(_governance, _current.Actor).OrderBy(n => n.Id).Take(MarkMax).Select(n => n.Id).ToListAsync(ct);
            await MarkAsync(unread, ct);
        }
        while (unread.Count == MarkMax);
    }

    internal static IQueryable<Notice> UnreadOf(GovernanceDb governance, Actor actor)
    {
        var reader = actor.Id;
        return MineOf(governance, actor).Where(n => !governance.NoticesRead.Any(r => r.ActorId == reader && r.NoticeId == n.Id));
    }

    private static IQueryable<Notice> MineOf(GovernanceDb governance, Actor actor)
    {
        string[] recipients = [actor.Id, .. actor.Permissions.Select(p => NoticeRecipient.HolderPrefix + p)];
        return governance.Notices.AsNoTracking().Where(n => recipients.Contains(n.Recipient));
    }

    private async Task MarkAsync(IReadOnlyList<NoticeId> notices, CancellationToken ct)
    {
        foreach (var notice in notices)
        {
            _governance.Add(new NoticeRead { ActorId = Reader, NoticeId = notice, ReadAt = _clock.GetUtcNow().UtcDateTime });
        }

        await _governance.SaveAsync(ct);
    }

    private NoticeView Shown(Notice notice, bool isRead) => new(
        notice.Id.Value, notice.Code, notice.Args, _texts.Of(notice.Code, notice.Args, CultureInfo.CurrentUICulture), notice.Link, notice.IsUrgent, notice.CreatedAt, isRead);
}
