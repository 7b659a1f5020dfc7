using System.Text.Json;
using Gongxin.Contracts.Catalogue;
using Gongxin.Kernel.Data;
using Gongxin.Kernel.Ids;
using Gongxin.Kernel.Tabular;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gongxin.Catalogue.Submissions;

internal readonly record struct SubmissionId(Guid Value) : IId<SubmissionId>
{
    public static SubmissionId From(Guid value) => new(value);
}

internal enum SubmissionState
{
    Received,
    Published,
    Unchanged,
    Held,
    Refused,
}

// The receipt of one file handed in: who, when, which bytes, and what became of them.
//
//   Received ──Publish──▶ Published     (at least one new version)
//       │ ├────Publish──▶ Unchanged     (every table was the same as the newest version)
//       │ ├────Publish──▶ Held          (no table is public, at least one waits for a reviewer)
//       │ └────Refuse───▶ Refused       (no table could be read; the finding says why)
//
// 1. The bytes are in the blob store before the receipt exists, and stay there whatever becomes of it.
// 2. The four ends are final: a corrected file is a new submission.
internal sealed class Submission : Aggregate
{
    private Submission()
    {
    }

    public SubmissionId Id { get; private init; }
    public string Sha256 { get; private init; } = "";
    public long Bytes { get; private init; }
    public string FileName { get; private init; } = "";
    public string? RequestedSlug { get; private init; }
    public string AboutJson { get; private init; } = "";
    public string? GivenSchemaJson { get; private init; }
    public string? Reason { get; private init; }
    public string HandedInBy { get; private init; } = "";
    public string HandedInByName { get; private init; } = "";
    public DateTime ReceivedAt { get; private init; }
    public SubmissionState State { get; private set; }
    public string? Format { get; private set; }
    public string? Encoding { get; private set; }
    public string? FindingsJson { get; private set; }
    public string? TablesJson { get; private set; }
    public DateTime? EndedAt { get; private set; }

    public DatasetDescription About => Read<DatasetDescription>(AboutJson)!;
    public TableSchema? GivenSchema => GivenSchemaJson is null ? null : Read<TableSchema>(GivenSchemaJson);
    public IReadOnlyList<Finding> Findings => FindingsJson is null ? [] : Read<IReadOnlyList<Finding>>(FindingsJson)!;
    public IReadOnlyList<TableOutcome> Tables => TablesJson is null ? [] : Read<IReadOnlyList<TableOutcome>>(TablesJson)!;

    public static Submission Receive(Kernel.Blobs.BlobRef blob, HandIn handIn, Kernel.Identity.Actor by, DateTime now)
    {
        var (about, fileName) = (handIn.About, handIn.FileName);
        if (about.Slug is { } slug)
        {
            _ = Datasets.Slug.Parse(slug);
        }

        if (about.Theme is { } theme && !Datasets.Themes.IsKnown(theme))
        {
            throw CatalogueRefusals.ThemeUnknown(theme);
        }

        if (handIn.Reason is { Length: > Versions.DatasetVersion.ReasonMax })
        {
            throw CatalogueRefusals.TextTooLong(nameof(Reason), Versions.DatasetVersion.ReasonMax);
        }

        return new()
        {
            Id = IId<SubmissionId>.New(),
            Sha256 = blob.Sha256,
            Bytes = blob.Length,
            FileName = fileName.Length <= Versions.DatasetVersion.FileNameMax ? fileName : fileName[^Versions.DatasetVersion.FileNameMax..],
            RequestedSlug = about.Slug,
            AboutJson = Write(about),
            GivenSchemaJson = handIn.Schema is null ? null : Write(handIn.Schema),
            Reason = handIn.Reason,
            HandedInBy = by.Id,
            HandedInByName = by.Name,
            ReceivedAt = now,
            State = SubmissionState.Received,
        };
    }

    public void Publish(string format, string? encoding, IReadOnlyList<Finding> findings, IReadOnlyList<TableOutcome> tables, DateTime now)
    {
        (Format, Encoding, FindingsJson, TablesJson) = (format, encoding, Write(findings), Write(tables));
        End(
            tables.Any(t => t.Held is null && !t.Unchanged) ? SubmissionState.Published
            : tables.Any(t => t.Held is not null) ? SubmissionState.Held
            : SubmissionState.Unchanged,
            now);
    }

    public void Refuse(Finding finding, DateTime now)
    {
        FindingsJson = Write<IReadOnlyList<Finding>>([finding]);
        End(SubmissionState.Refused, now);
    }

    private void End(SubmissionState state, DateTime now)
    {
        if (State is not SubmissionState.Received)
        {
            throw new InvalidOperationException($"Submission {Id.Value} is {State} already.");
        }

        State = state;
        EndedAt = now;
    }

    private static string Write<T>(T value) => JsonSerializer.Serialize(value, StoredJson.Options);

    private static T? Read<T>(string json) => JsonSerializer.Deserialize<T>(json, StoredJson.Options);

    // Which version each table became; 0 while it is held.
    public sealed record TableOutcome(string Table, string Dataset, int Version, bool Unchanged, Guid? Held = null);

    internal sealed class Map : IEntityTypeConfiguration<Submission>
    {
        public void Configure(EntityTypeBuilder<Submission> submission)
        {
            submission.ToTable("catalogue_submission");
            submission.HasKey(s => s.Id);
            submission.Property(s => s.Sha256).HasMaxLength(64);
            submission.Property(s => s.FileName).HasMaxLength(Versions.DatasetVersion.FileNameMax);
            submission.Property(s => s.RequestedSlug).HasMaxLength(200);
            submission.Property(s => s.AboutJson).HasMaxLength(20_000);
            submission.Property(s => s.GivenSchemaJson).HasMaxLength(8_000_000);
            submission.Property(s => s.Reason).HasMaxLength(Versions.DatasetVersion.ReasonMax);
            submission.Property(s => s.HandedInBy).HasMaxLength(120);
            submission.Property(s => s.HandedInByName).HasMaxLength(120);
            submission.Property(s => s.State).HasConversion<string>().HasMaxLength(16);
            submission.Property(s => s.Format).HasMaxLength(10);
            submission.Property(s => s.Encoding).HasMaxLength(20);
            submission.Property(s => s.FindingsJson).HasMaxLength(8_000_000);
            submission.Property(s => s.TablesJson).HasMaxLength(1_000_000);
            submission.Ignore(s => s.About).Ignore(s => s.GivenSchema).Ignore(s => s.Findings).Ignore(s => s.Tables);
            submission.HasIndex(s => new { s.Sha256, s.State }).HasDatabaseName("ix_catalogue_submission_sha");
            submission.HasIndex(s => new { s.HandedInBy, s.Id }).HasDatabaseName("ix_catalogue_submission_by");
        }
    }
}
