using System.Globalization;
using Gongxin.Kernel.Blobs;
using Gongxin.Kernel.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gongxin.Collection.Submissions;

// What was handed in at one moment: the cells as a blob under their digest, what the checks said, what was explained. Never changed.
internal sealed class SubmissionHandIn
{
    public const int FindingsMax = 1_000_000;
    public const int ReceiptMax = 40;

    private SubmissionHandIn()
    {
    }

    public Guid OrganisationId { get; private init; }
    public SubmissionId SubmissionId { get; private init; }

    // 1, 2, … within the submission.
    public int Number { get; private init; }
    public string Receipt { get; private init; } = "";
    public string Sha256 { get; private init; } = "";
    public long Bytes { get; private init; }
    public int CellCount { get; private init; }
    public int FindingCount { get; private init; }
    public string FindingsJson { get; private init; } = "";
    public string ExplanationsJson { get; private init; } = "";
    public HandInSource Source { get; private init; }
    public Guid? WorkbookId { get; private init; }
    public string By { get; private init; } = "";
    public string ByName { get; private init; } = "";
    public DateTime At { get; private init; }
    public bool IsLate { get; private init; }
    public Guid LedgerId { get; set; }

    public static SubmissionHandIn Take(Submission submission, HandInParts parts, BlobRef blob, Actor by, DateTime now, DateOnly today)
    {
        var number = submission.HandInNumber + 1;
        return new SubmissionHandIn
        {
            OrganisationId = submission.OrganisationId,
            SubmissionId = submission.Id,
            Number = number,

            // The day, the submission and the number: short enough to be read out, and found again by its parts.
            Receipt = string.Create(CultureInfo.InvariantCulture, $"BS{today:yyyyMMdd}-{submission.Id.Value.ToString("N")[^10..].ToUpperInvariant()}-{submission.Round}.{number}"),
            Sha256 = blob.Sha256,
            Bytes = blob.Length,
            CellCount = parts.CellCount,
            FindingCount = parts.FindingCount,
            FindingsJson = parts.FindingsJson,
            ExplanationsJson = parts.ExplanationsJson,
            Source = parts.Source,
            WorkbookId = parts.WorkbookId,
            By = by.Id,
            ByName = by.Name,
            At = now,
            IsLate = today > submission.DueOn,
        };
    }

    internal sealed class Map : IEntityTypeConfiguration<SubmissionHandIn>
    {
        public void Configure(EntityTypeBuilder<SubmissionHandIn> handIn)
        {
            handIn.ToTable("collection_hand_in");
            handIn.HasKey(h => new { h.OrganisationId, h.SubmissionId, h.Number });
            handIn.Property(h => h.Receipt).HasMaxLength(ReceiptMax);
            handIn.Property(h => h.Sha256).HasMaxLength(64);
            handIn.Property(h => h.FindingsJson).HasMaxLength(FindingsMax);
            handIn.Property(h => h.ExplanationsJson).HasMaxLength(Submission.DraftMax);
            handIn.Property(h => h.Source).HasConversion<string>().HasMaxLength(16);
            handIn.Property(h => h.By).HasMaxLength(Submission.NameMax);
            handIn.Property(h => h.ByName).HasMaxLength(Submission.NameMax);
            handIn.HasIndex(h => h.Receipt).HasDatabaseName("ix_collection_hand_in_receipt");
        }
    }
}

internal sealed record HandInParts(int CellCount, int FindingCount, string FindingsJson, string ExplanationsJson, HandInSource Source, Guid? WorkbookId);

public enum HandInSource
{
    Form,
    File,
    Api,

    // Pulled from a source by its schedule.
    Pull,
}
