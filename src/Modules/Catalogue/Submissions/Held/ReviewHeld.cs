using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Gongxin.Catalogue.Versions;
using Gongxin.Kernel.Http;
using Gongxin.Kernel.Identity;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Catalogue.Submissions.Held;

// What waits for a person, and the decision. A release publishes in the same transaction: version, ledger, audit.
internal sealed class ReviewHeld(CatalogueDb catalogue, PublishTables publish, CurrentActor current, TimeProvider clock)
{
    private const int PageSize = 50;
    private const string Released = "dataset.version-released";

    // `after`: tables to pass over, which is also what `next` holds.
    public async Task<PageOf<HeldView>> WaitingAsync(int after, CancellationToken ct)
    {
        var waiting = catalogue.Held.AsNoTracking().Where(h => h.State == HeldState.Waiting);
        var total = await waiting.LongCountAsync(ct);
        var page = await waiting.OrderBy(h => h.Id).Skip(Math.Max(0, after)).Take(PageSize).ToListAsync(ct);
        var end = Math.Max(0, after) + page.Count;
        return new PageOf<HeldView>([.. page.Select(HeldView.Of)], total, end < total ? end.ToString(CultureInfo.InvariantCulture) : null);
    }

    public async Task<HeldView> ReadAsync(Guid id, CancellationToken ct) => HeldView.Of(await FindAsync(catalogue.Held.AsNoTracking(), id, ct));

    public async Task<HeldView> DecideAsync(Guid id, string? decision, string? reason, CancellationToken ct)
    {
        // An explicit transaction, because numbering versions must be exclusive between processes.
        await using var transaction = await catalogue.Whole.Database.BeginTransactionAsync(ct);
        await catalogue.Whole.Dialect.LockAsync(catalogue.Whole, PublishLock.Name, ct);
        var held = await FindAsync(catalogue.Held, id, ct);
        var now = clock.GetUtcNow().UtcDateTime;
        switch (decision)
        {
            case "release":
                held.Release(current.Actor, reason, now);
                await PublishAsync(held, ct);
                break;
            case "refuse":
                held.Refuse(current.Actor, reason, now);
                catalogue.Audit("HeldTableRefused", $"held:{held.Id.Value}", new { held.Slug, held.Reason });
                break;
            default:
                throw CatalogueRefusals.QueryNotReadable("decision", decision ?? "");
        }

        await catalogue.SaveAsync(ct);
        await transaction.CommitAsync(ct);
        return HeldView.Of(held);
    }

    private async Task PublishAsync(HeldTable held, CancellationToken ct)
    {
        var submission = await catalogue.Submissions.SingleAsync(s => s.Id == held.SubmissionId, ct);
        held.BecameVersion(await publish.ReleaseAsync(submission, held.Stored, held.Slug, ct));

        // The reason is free text and stays outside: the ledger holds its digest.
        catalogue.QueueLedger(Released, string.Create(CultureInfo.InvariantCulture, $"dataset:{held.Slug}/{held.Number}"), new
        {
            dataset = held.Slug,
            version = held.Number,
            dataSha256 = held.DataSha256,
            rules = held.Reasons.Select(r => r.Rule).Distinct(),
            reasonSha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(held.Reason!))),
            releasedAt = held.DecidedAt,
        });
        catalogue.Audit("HeldTableReleased", $"held:{held.Id.Value}", new { held.Slug, held.Number, held.Reason });
    }

    private static async Task<HeldTable> FindAsync(IQueryable<HeldTable> tables, Guid id, CancellationToken ct)
    {
        var wanted = new HeldTableId(id);
        return await tables.SingleOrDefaultAsync(h => h.Id == wanted, ct) ?? throw CatalogueRefusals.HeldNotFound(id);
    }
}

internal static class DecideHeld
{
    // Decision: release or refuse. Reason: kept, and shown to auditors.
    public sealed record Request(string? Decision, string? Reason);

    public static async Task<Ok<PageOf<HeldView>>> HandleList(int? after, ReviewHeld review, CancellationToken ct) =>
        TypedResults.Ok(await review.WaitingAsync(after ?? 0, ct));

    public static async Task<Ok<HeldView>> HandleRead(Guid id, ReviewHeld review, CancellationToken ct) => TypedResults.Ok(await review.ReadAsync(id, ct));

    public static async Task<Ok<HeldView>> Handle(Guid id, Request request, ReviewHeld review, CancellationToken ct) =>
        TypedResults.Ok(await review.DecideAsync(id, request.Decision, request.Reason, ct));
}

// A held table for whoever may review it: what was found, with masked examples, and what became of it.
public sealed record HeldView(
    Guid Id, string Dataset, string Table, string State, DateTime HeldAt, string HandedInBy, Guid Submission, long Rows,
    IReadOnlyList<HoldReason> Reasons, DateTime? DecidedAt, string? DecidedBy, string? Reason, int? Version)
{
    internal static HeldView Of(HeldTable held)
    {
        var table = held.Stored.Table;
        return new HeldView(
            held.Id.Value, held.Slug, table.Name, System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(held.State.ToString()), held.HeldAt, held.HandedInByName,
            held.SubmissionId.Value, table.RowsLoaded, held.Reasons, held.DecidedAt, held.DecidedByName, held.Reason, held.Number);
    }
}
