using Gongxin.Contracts.Credit;
using Gongxin.Credit.Records.Classes;
using Gongxin.Credit.StopUse;
using Gongxin.Kernel.Http;
using Gongxin.Kernel.Settings;
using Gongxin.Kernel.Time;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Credit.Records.Reading;

// /credit/COLUMN.atom, such as /credit/penalties.atom: records of a class by their last change, so that whoever reads on from the top misses neither a
// correction nor an end. What is public no more is a deleted entry with the reason and nothing else; an application with a key that reads
// the feed has been given the records in it.
internal static class ReadRecordFeed
{
    // Older changes are had by the API, which pages by place.
    private const int PageMax = 200;

    public static async Task Handle(HttpContext http, CreditDb credit, ReceiptBook receipts, PlatformSettings settings, TimeProvider clock)
    {
        var of = RecordClass.OfPath(http.Request.Path);
        var kind = of.Kind;
        var asked = http.Request.Query["page"].ToString();
        var page = AtomFeed.PageOf(asked, PageMax) ?? throw CreditRefusals.QueryNotReadable("page", asked);
        var (ct, today) = (http.RequestAborted, clock.LegalToday());
        var records = await EverShown(credit, kind, today)
            .OrderByDescending(r => r.ChangedAt).ThenByDescending(r => r.Serial).Skip((page - 1) * AtomFeed.PageSize).Take(AtomFeed.PageSize + 1).ToListAsync(ct);
        var items = records.Take(AtomFeed.PageSize).Select(r => ItemOf(r, today)).ToList();
        await receipts.NoteAsync(items.OfType<AtomEntry>().Select(e => e.Id), ct);
        var newest = page == 1 ? records.FirstOrDefault()?.ChangedAt : await EverShown(credit, kind, today).MaxAsync(r => (DateTime?)r.ChangedAt, ct);
        http.Response.Headers.CacheControl = "public, no-cache";
        var feed = new AtomFeed(
            of.Name.Zh, newest ?? DateTime.UnixEpoch, "/credit/" + of.Column, page, records.Count > AtomFeed.PageSize && page < PageMax, items);
        await feed.SendAsync(http, settings);
    }

    // A licence that its source came to call invalid was shown before; a minor penalty never was, and its feed does not tell that it exists.
    private static IQueryable<CreditRecord> EverShown(CreditDb credit, RecordKind kind, DateOnly today) =>
        credit.Records.AsNoTracking().Where(r => r.Kind == kind && r.FromOn <= today
            && (r.IsShown || r.StoppedOn != null || (r.Kind == RecordKind.Licence && r.StatementNumber > 1)));

    private static AtomItem ItemOf(CreditRecord record, DateOnly today)
    {
        var path = $"/credit/subjects/{record.SubjectUscc}/records/{record.Id.Value}";
        var reason = record switch
        {
            { End: RecordEnd.Withdrawn } => "已撤回",
            { End: RecordEnd.Repaired } => "已修复，停止公示",
            { IsShown: false } => "已失效或不再公开，停止公示",
            _ when record.UntilOn < today && !RecordClass.Of(record.Kind).IsInMatrix => "已移出或有效期满，停止公示",
            _ when record.UntilOn < today => "公示期满",
            _ => null,
        };
        return reason is not null
            ? new AtomTombstone(record.Id.Value, record.ChangedAt, path, reason)
            : new AtomEntry(
                record.Id.Value, record.ChangedAt, path, $"{record.SubjectName} {record.Number}", $"{record.Title} · {record.Authority} · {record.DecidedOn:yyyy-MM-dd}",
                record.FirstSeenOn.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc))
            {
                Author = record.Authority,
                Category = (record.Standing, StandingOf(record.Standing)),
                Until = record.UntilOn,
                Links = [("enclosure", "application/json", "/api/v1" + path)],
            };
    }

    private static string StandingOf(string standing) => standing switch
    {
        "under-objection" => "异议中",
        "under-repair" => "修复中",
        _ => "正常",
    };
}
