using System.Text.Json;
using Gongxin.Catalogue.Resources.Rules;
using Gongxin.Kernel.Blobs;
using Gongxin.Kernel.Data;
using Gongxin.Kernel.Identity;
using Gongxin.Kernel.Ids;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gongxin.Catalogue.Resources.Exchange;

internal readonly record struct ResourceImportId(Guid Value) : IId<ResourceImportId>
{
    public static ResourceImportId From(Guid value) => new(value);
}

internal enum ResourceImportState
{
    Received,
    Done,
    Refused,
}

// The receipt of a catalogue handed in as a table.
//
//   Received ──Finish──▶ Done      (every row was taken or refused with its findings)
//       └─────Refuse───▶ Refused   (the file is no such table; the finding says why)
internal sealed class ResourceImport : Aggregate
{
    public const int FindingsMax = 10_000;

    private const int FileNameMax = 260;

    private ResourceImport()
    {
    }

    public ResourceImportId Id { get; private init; }
    public string FileName { get; private init; } = "";
    public string Sha256 { get; private init; } = "";
    public long Bytes { get; private init; }
    public string HandedInBy { get; private init; } = "";
    public string HandedInByName { get; private init; } = "";
    public DateTime ReceivedAt { get; private init; }
    public ResourceImportState State { get; private set; }
    public DateTime? EndedAt { get; private set; }
    public string? CountsJson { get; private set; }
    public string? FindingsJson { get; private set; }

    public ImportCounts? Counts => CountsJson is null ? null : JsonSerializer.Deserialize<ImportCounts>(CountsJson, StoredJson.Options);

    public IReadOnlyList<ResourceFinding> Findings =>
        FindingsJson is null ? [] : [.. JsonSerializer.Deserialize<List<StoredFinding>>(FindingsJson, StoredJson.Options)!.Select(f => f.ToFinding())];

    public static ResourceImport Receive(BlobRef blob, string fileName, Actor by, DateTime now) => new()
    {
        Id = IId<ResourceImportId>.New(),
        FileName = fileName.Length <= FileNameMax ? fileName : fileName[^FileNameMax..],
        Sha256 = blob.Sha256,
        Bytes = blob.Length,
        HandedInBy = by.Id,
        HandedInByName = by.Name,
        ReceivedAt = now,
        State = ResourceImportState.Received,
    };

    public void Finish(ImportCounts counts, IReadOnlyList<ResourceFinding> findings, DateTime now)
    {
        CountsJson = JsonSerializer.Serialize(counts, StoredJson.Options);
        End(ResourceImportState.Done, findings, now);
    }

    public void Refuse(ResourceFinding finding, DateTime now) => End(ResourceImportState.Refused, [finding], now);

    private void End(ResourceImportState state, IReadOnlyList<ResourceFinding> findings, DateTime now)
    {
        if (State is not ResourceImportState.Received)
        {
            throw new InvalidOperationException($"Import {Id.Value} is {State} already.");
        }

        FindingsJson = JsonSerializer.Serialize(findings.Select(StoredFinding.Of), StoredJson.Options);
        State = state;
        EndedAt = now;
    }

    // A rule is found again by its code; what it said on the day stands in the message.
    private sealed record StoredFinding(long? Row, string Field, string Code, string? Text, string[] Args)
    {
        public static StoredFinding Of(ResourceFinding finding) => new(finding.Row, finding.Field, finding.Code, finding.Text, finding.Args);

        public ResourceFinding ToFinding() => new(Field, Code, Text, Args) { Row = Row };
    }

    internal sealed class Map : IEntityTypeConfiguration<ResourceImport>
    {
        private const int FindingsJsonMax = 16_000_000;

        public void Configure(EntityTypeBuilder<ResourceImport> import)
        {
            import.ToTable("catalogue_resource_import");
            import.HasKey(i => i.Id);
            import.Property(i => i.FileName).HasMaxLength(FileNameMax);
            import.Property(i => i.Sha256).HasMaxLength(64);
            import.Property(i => i.HandedInBy).HasMaxLength(120);
            import.Property(i => i.HandedInByName).HasMaxLength(120);
            import.Property(i => i.State).HasConversion<string>().HasMaxLength(16);
            import.Property(i => i.CountsJson).HasMaxLength(1000);
            import.Property(i => i.FindingsJson).HasMaxLength(FindingsJsonMax);
            import.Ignore(i => i.Counts).Ignore(i => i.Findings);
            import.HasIndex(i => new { i.HandedInBy, i.Id }).HasDatabaseName("ix_catalogue_resource_import_by");
        }
    }
}

// What became of the rows of a file: RowsRead = RowsTaken + RowsRefused; resources = created + changed + unchanged + refused.
public sealed record ImportCounts(
    long RowsRead, long RowsTaken, long RowsRefused, int Created, int Changed, int Unchanged, int Refused, long Findings);
