using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Gongxin.Catalogue.Versions;
using Gongxin.Contracts.Datastore;
using Gongxin.Kernel.Identity;
using Gongxin.Kernel.Time;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Catalogue.Submissions.Held;

// The decision about a held table. A release publishes in the same transaction: version, ledger, audit.
internal sealed class ReviewHeld(CatalogueDb catalogue, PublishTables publish, MaskTables mask, CurrentActor current, TimeProvider clock)
{
    private const string Released = "dataset.version-released";

    public async Task<HeldView> DecideAsync(Guid id, string? decision, HeldTable.Decision said, CancellationToken ct)
    {
        // Masking reads the whole table: outside the transaction that numbers versions.
        var masked = decision == "mask" ? await MaskAsync(id, said, ct) : null;

        // An explicit transaction, because numbering versions must be exclusive between processes.
        await using var transaction = await catalogue.Whole.Database.BeginTransactionAsync(ct);
        await catalogue.Whole.Dialect.LockAsync(catalogue.Whole, PublishLock.Name, ct);
        var held = await HeldReads.FindAsync(catalogue.Held, id, ct);
        var now = clock.GetUtcNow().UtcDateTime;
        switch (decision)
        {
            case "release":
                held.Release(said, current.Actor, now);
                await PublishAsync(held, held.Stored, "HeldTableReleased", ct);
                break;
            case "mask":
                held.Mask(said, masked!, current.Actor, now);
                await RememberAsync(held, now, ct);
                await PublishAsync(held, masked!, "HeldTableMasked", ct);
                break;
            case "refuse":
                held.Refuse(said, current.Actor, now);
                catalogue.Audit("HeldTableRefused", $"held:{held.Id.Value}", new { held.Slug, held.Reason });
                break;
            default:
                throw CatalogueRefusals.QueryNotReadable("decision", decision ?? "");
        }

        await catalogue.SaveAsync(ct);
        await transaction.CommitAsync(ct);
        return HeldView.Of(held);
    }

    // The derived table passes the same gate as any other, or is none.
    private async Task<StoredTable> MaskAsync(Guid id, HeldTable.Decision said, CancellationToken ct)
    {
        var held = await HeldReads.FindAsync(catalogue.Held.AsNoTracking(), id, ct);
        held.MayDecide(current.Actor);
        if (said.Recipe is not { Columns: not null, Combination: not null } recipe
            || recipe.Columns.Any(m => m?.Column is null)
            || (recipe.Columns.Count == 0 && !recipe.LeaveOutRare))
        {
            throw CatalogueRefusals.HeldMaskMissing();
        }

        var masked = await mask.MaskAsync(held.Stored, held.Slug, recipe, ct);
        var reasons = GateRules.Judge(masked, clock.LegalToday());
        return reasons.Count == 0 ? masked : throw CatalogueRefusals.HeldMaskNotEnough(string.Join(", ", reasons.Select(r => r.Column).Distinct()), reasons[0].Rule);
    }

    private async Task RememberAsync(HeldTable held, DateTime now, CancellationToken ct)
    {
        var recipe = await catalogue.Recipes.SingleOrDefaultAsync(r => r.Slug == held.Slug, ct);
        if (recipe is null)
        {
            recipe = DatasetRecipe.Of(held.Slug);
            catalogue.Add(recipe);
        }

        recipe.Remember(held.Stored.Table.Schema, held.Recipe!, current.Actor, now);
    }

    private async Task PublishAsync(HeldTable held, StoredTable stored, string act, CancellationToken ct)
    {
        var submission = await catalogue.Submissions.SingleAsync(s => s.Id == held.SubmissionId, ct);
        held.BecameVersion(await publish.ReleaseAsync(submission, stored, held.Slug, ct));

        // Reason and basis are free text and stay outside: the ledger holds the reason's digest.
        catalogue.QueueLedger(Released, string.Create(CultureInfo.InvariantCulture, $"dataset:{held.Slug}/{held.Number}"), new
        {
            dataset = held.Slug,
            version = held.Number,
            dataSha256 = stored.Data.Sha256,
            rules = held.Reasons.Select(r => r.Rule).Distinct(),
            masked = (held.Recipe?.Columns ?? []).Select(c => c.Column),
            reasonSha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(held.Reason!))),
            releasedAt = held.DecidedAt,
        });
        catalogue.Audit(act, $"held:{held.Id.Value}", new { held.Slug, held.Number, held.Reason, held.LegalBasis, recipe = held.Recipe });
    }
}
