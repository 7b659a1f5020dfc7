using System.Text.Json;
using Gongxin.Catalogue.Versions;
using Gongxin.Contracts.Datastore;
using Gongxin.Kernel.Data;
using Gongxin.Kernel.Identity;
using Gongxin.Kernel.Ids;
using Gongxin.Kernel.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gongxin.Catalogue.Submissions.Held;

internal readonly record struct HeldTableId(Guid Value) : IId<HeldTableId>
{
    public static HeldTableId From(Guid value) => new(value);
}

internal enum HeldState
{
    Waiting,
    Released,
    Masked,
    Refused,
}

// A loaded table that must not be public before a person has looked at it. It is no version yet: it has no number, no dataset is
// made for it and the ledger does not know it, so that no way to data, list or search can meet it.
//
//   (scanned) ──nothing above a threshold──▶ a version at once
//       └──Hold──▶ Waiting ──Release──▶ Released (a version now, as it is)
//                     ├──────Mask─────▶ Masked (a derived table is a version now; the original stays restricted)
//                     └─────Refuse────▶ Refused
//
// 1. Who handed the file in does not decide.
// 2. As it is: only where the rules permit it for everything found, and with a legal basis (decision 0023).
// 3. Every end is final: corrected data is handed in as a new file.
internal sealed class HeldTable : Aggregate
{
    public const int ReasonMin = 5;
    public const int ReasonMax = 2000;
    public const int BasisMin = 5;
    public const int BasisMax = 500;
    public const int RecipeMax = 1_000_000;

    private HeldTable()
    {
    }

    public HeldTableId Id { get; private init; }
    public string Slug { get; private init; } = "";
    public SubmissionId SubmissionId { get; private init; }
    public string HandedInBy { get; private init; } = "";
    public string HandedInByName { get; private init; } = "";
    public DateTime HeldAt { get; private init; }
    public string DataSha256 { get; private init; } = "";
    public string StoredJson { get; private init; } = "";
    public string ReasonsJson { get; private init; } = "";
    public HeldState State { get; private set; }
    public string? DecidedBy { get; private set; }
    public string? DecidedByName { get; private set; }
    public DateTime? DecidedAt { get; private set; }
    public string? Reason { get; private set; }

    // Under which law it was released as it is.
    public string? LegalBasis { get; private set; }

    // How the derived table was made, and its digest.
    public string? RecipeJson { get; private set; }
    public string? MaskedSha256 { get; private set; }

    // The version that it became.
    public int? Number { get; private set; }

    public MaskingRecipe? Recipe => RecipeJson is null ? null : JsonSerializer.Deserialize<MaskingRecipe>(RecipeJson, Catalogue.StoredJson.Options);
    public StoredTable Stored => JsonSerializer.Deserialize<StoredTable>(StoredJson, Catalogue.StoredJson.Options)!;
    public IReadOnlyList<HoldReason> Reasons => JsonSerializer.Deserialize<IReadOnlyList<HoldReason>>(ReasonsJson, Catalogue.StoredJson.Options)!;

    public static HeldTable Hold(Submission submission, StoredTable stored, string slug, IReadOnlyList<HoldReason> reasons, DateTime now) => new()
    {
        Id = IId<HeldTableId>.New(),
        Slug = slug,
        SubmissionId = submission.Id,
        HandedInBy = submission.HandedInBy,
        HandedInByName = submission.HandedInByName,
        HeldAt = now,
        DataSha256 = stored.Data.Sha256,

        // The files lie in the blob store; their temporary names mean nothing later.
        StoredJson = JsonSerializer.Serialize(stored with { Table = stored.Table with { DataFile = "", QuarantineFile = null } }, Catalogue.StoredJson.Options),
        ReasonsJson = JsonSerializer.Serialize(reasons, Catalogue.StoredJson.Options),
        State = HeldState.Waiting,
    };

    public void Release(Decision decision, Actor by, DateTime now)
    {
        var found = Reasons.Where(r => r.Kind is not HoldKind.SecrecyReview).ToList();
        var basis = decision.LegalBasis?.Trim();
        Decide(HeldState.Released, decision, by, now);
        if (found.Find(r => !GateRules.InForce(r.Kind, LegalZone.LegalDay(now)).MayReleaseAsIs) is { } forbidden)
        {
            throw CatalogueRefusals.HeldNotAsIs(forbidden.Column, forbidden.Rule);
        }

        LegalBasis = basis is { Length: >= BasisMin and <= BasisMax } ? basis
            : found.Count == 0 && string.IsNullOrEmpty(basis) ? null
            : throw CatalogueRefusals.HeldBasisMissing(BasisMin, BasisMax);
    }

    public void Mask(Decision decision, StoredTable masked, Actor by, DateTime now)
    {
        Decide(HeldState.Masked, decision, by, now);
        RecipeJson = JsonSerializer.Serialize(decision.Recipe, Catalogue.StoredJson.Options);
        MaskedSha256 = masked.Data.Sha256;
    }

    public void Refuse(Decision decision, Actor by, DateTime now) => Decide(HeldState.Refused, decision, by, now);

    // Whether somebody may decide now; asked before the work of masking, and again by the decision itself.
    public void MayDecide(Actor by)
    {
        if (State is not HeldState.Waiting)
        {
            throw CatalogueRefusals.HeldDecided(Id.Value);
        }

        if (by.Id == HandedInBy)
        {
            throw CatalogueRefusals.HeldIsYours();
        }
    }

    public void BecameVersion(int number) => Number = number;

    private void Decide(HeldState state, Decision decision, Actor by, DateTime now)
    {
        MayDecide(by);
        if (state is not HeldState.Refused && !decision.SecrecyReviewed && Reasons.Any(r => r.Kind is HoldKind.SecrecyReview))
        {
            throw CatalogueRefusals.HeldSecrecyMissing();
        }

        Reason = decision.Reason?.Trim() is { Length: >= ReasonMin and <= ReasonMax } text ? text : throw CatalogueRefusals.HeldReasonMissing(ReasonMin, ReasonMax);
        (State, DecidedBy, DecidedByName, DecidedAt) = (state, by.Id, by.Name, now);
    }

    // What a reviewer says.
    internal sealed record Decision(string? Reason, string? LegalBasis, bool SecrecyReviewed, MaskingRecipe? Recipe);

    internal sealed class Map : IEntityTypeConfiguration<HeldTable>
    {
        public void Configure(EntityTypeBuilder<HeldTable> held)
        {
            held.ToTable("catalogue_held");
            held.HasKey(h => h.Id);
            held.Property(h => h.Slug).HasMaxLength(Datasets.Slug.LengthMax);
            held.Property(h => h.HandedInBy).HasMaxLength(120);
            held.Property(h => h.HandedInByName).HasMaxLength(120);
            held.Property(h => h.DataSha256).HasMaxLength(64);
            held.Property(h => h.StoredJson).HasMaxLength(16_000_000);
            held.Property(h => h.ReasonsJson).HasMaxLength(1_000_000);
            held.Property(h => h.State).HasConversion<string>().HasMaxLength(16);
            held.Property(h => h.DecidedBy).HasMaxLength(120);
            held.Property(h => h.DecidedByName).HasMaxLength(120);
            held.Property(h => h.Reason).HasMaxLength(ReasonMax);
            held.Property(h => h.LegalBasis).HasMaxLength(BasisMax);
            held.Property(h => h.RecipeJson).HasMaxLength(RecipeMax);
            held.Property(h => h.MaskedSha256).HasMaxLength(64);
            held.Ignore(h => h.Recipe).Ignore(h => h.Stored).Ignore(h => h.Reasons);
            held.HasIndex(h => new { h.State, h.Id }).HasDatabaseName("ix_catalogue_held_state");
            held.HasIndex(h => new { h.Slug, h.State }).HasDatabaseName("ix_catalogue_held_slug");
            held.HasIndex(h => h.SubmissionId).HasDatabaseName("ix_catalogue_held_submission");
        }
    }
}
