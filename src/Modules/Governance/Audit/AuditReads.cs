using Gongxin.Kernel.Data;
using Gongxin.Kernel.Http;
using Gongxin.Kernel.Identity;
using Gongxin.Kernel.Time;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Governance.Audit;

/// <summary>Which rows of the trail: those that fit everything that is given.</summary>
/// <param name="Subject">What it was done to, whole or its beginning, e.g. <c>account:</c>.</param>
/// <param name="From">First legal day.</param>
/// <param name="Until">Last legal day.</param>
public sealed record AuditFilter(string? Subject, string? Actor, string? Action, Guid? Organisation, DateOnly? From, DateOnly? Until)
{
    internal IQueryable<AuditEntry> Of(IQueryable<AuditEntry> rows)
    {
        rows = Subject is { } subject ? rows.Where(r => r.Subject == subject || (subject.EndsWith(':') && r.Subject.StartsWith(subject))) : rows;
        rows = Actor is { } actor ? rows.Where(r => r.ActorId == actor) : rows;
        rows = Action is { } action ? rows.Where(r => r.Action == action) : rows;
        rows = Organisation is { } organisation ? rows.Where(r => r.OrganisationId == organisation) : rows;
        rows = StartOf(From) is { } from ? rows.Where(r => r.At >= from) : rows;
        return StartOf(Until?.AddDays(1)) is { } until ? rows.Where(r => r.At < until) : rows;
    }

    private static DateTime? StartOf(DateOnly? day) =>
        day is { } d ? TimeZoneInfo.ConvertTimeToUtc(d.ToDateTime(TimeOnly.MinValue, DateTimeKind.Unspecified), LegalZone.China) : null;
}

/// <summary>One row of the trail with its place in the chain; number and hash are missing for about a second.</summary>
public sealed record AuditRow(
    Guid Id, long? Number, DateTime At, string ActorId, string ActorName, string Action, string Subject, string? Detail, Guid? OrganisationId, string? Hash);

// The audit trail, newest first. It is only read.
public sealed class AuditReads
{
    public const int PageSize = 50;

    private readonly GovernanceDb _governance;

    internal AuditReads(GovernanceDb governance) => _governance = governance;

    public async Task<PageOf<AuditRow>> ListAsync(AuditFilter filter, Guid? before, CancellationToken ct)
    {
        var entries = filter.Of(Reached());
        var total = await entries.LongCountAsync(ct);
        if (before is { } last)
        {
            entries = entries.Where(e => e.Id < last);
        }

        var page = await Rows(entries.OrderByDescending(e => e.Id).Take(PageSize + 1)).ToListAsync(ct);
        return new PageOf<AuditRow>([.. page.Take(PageSize)], total, page.Count > PageSize ? page[PageSize - 1].Id.ToString() : null);
    }

    // Oldest first, one at a time: as long as the trail is, it takes no memory. That it was taken out stands in the trail.
    public async Task<IAsyncEnumerable<AuditRow>> ExportAsync(AuditFilter filter, CancellationToken ct)
    {
        _governance.Audit("AuditExported", "audit", filter);
        await _governance.SaveAsync(ct);
        return Rows(filter.Of(Reached()).OrderBy(e => e.Id)).AsAsyncEnumerable();
    }

    // Whoever audits one organisation sees what was done for it.
    private IQueryable<AuditEntry> Reached() => _governance.AuditEntries.AsNoTracking().InScope(_governance.Me, GovernancePermissions.Audit, e => e.OrganisationId ?? Guid.Empty);

    private static IQueryable<AuditRow> Rows(IQueryable<AuditEntry> entries) => entries.Select(e =>
        new AuditRow(e.Id, e.Number, e.At, e.ActorId, e.ActorName, e.Action, e.Subject, e.Detail, e.OrganisationId, e.Hash));
}
