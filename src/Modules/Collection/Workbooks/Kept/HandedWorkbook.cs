using Gongxin.Kernel.Blobs;
using Gongxin.Kernel.Data;
using Gongxin.Kernel.Identity;
using Gongxin.Kernel.Ids;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gongxin.Collection.Workbooks.Kept;

internal readonly record struct HandedWorkbookId(Guid Value) : IId<HandedWorkbookId>
{
    public static HandedWorkbookId From(Guid value) => new(value);

    public static bool operator <(HandedWorkbookId left, HandedWorkbookId right) => left.Value < right.Value;

    public static bool operator >(HandedWorkbookId left, HandedWorkbookId right) => left.Value > right.Value;
}

// A workbook that somebody handed in for a form: the bytes stay, and with the mapping it is read again at any time, with the
// same values.
//
//   (taken) ──▶ Open ──confirm a mapping──▶ Mapped ──confirm another──▶ Mapped
//     └─ the own form, or one that a remembered mapping fits ──▶ Mapped
//
// Read as an own form it has no mapping.
internal sealed class HandedWorkbook : Aggregate
{
    public const int FileNameMax = 260;
    public const int PeriodMax = 40;

    private HandedWorkbook()
    {
    }

    public HandedWorkbookId Id { get; private init; }
    public string Template { get; private init; } = "";
    public string Sha256 { get; private init; } = "";
    public long Bytes { get; private init; }
    public string FileName { get; private init; } = "";
    public string? Period { get; private init; }

    // Empty when it was handed in for no organisation; then it is the person's own.
    public Guid OrganisationId { get; private init; }
    public string By { get; private init; } = "";
    public string ByName { get; private init; } = "";
    public DateTime At { get; private init; }
    public RememberedMappingId? MappingId { get; private set; }

    public static HandedWorkbook Take(string template, BlobRef blob, string fileName, string? period, Actor by, DateTime now) => new()
    {
        Id = IId<HandedWorkbookId>.New(),
        Template = template,
        Sha256 = blob.Sha256,
        Bytes = blob.Length,
        FileName = fileName.Length <= FileNameMax ? fileName : fileName[^FileNameMax..],
        Period = period,
        OrganisationId = by.Organisation ?? Guid.Empty,
        By = by.Id,
        ByName = by.Name,
        At = now,
    };

    public void MapWith(RememberedMapping mapping) => MappingId = mapping.Id;

    internal sealed class Map : IEntityTypeConfiguration<HandedWorkbook>
    {
        public void Configure(EntityTypeBuilder<HandedWorkbook> workbook)
        {
            workbook.ToTable("collection_workbook");
            workbook.HasKey(w => w.Id);
            workbook.Property(w => w.Template).HasMaxLength(60);
            workbook.Property(w => w.Sha256).HasMaxLength(64);
            workbook.Property(w => w.FileName).HasMaxLength(FileNameMax);
            workbook.Property(w => w.Period).HasMaxLength(PeriodMax);
            workbook.Property(w => w.By).HasMaxLength(120);
            workbook.Property(w => w.ByName).HasMaxLength(120);
            workbook.Property(w => w.Version).IsConcurrencyToken();
            workbook.HasIndex(w => new { w.OrganisationId, w.Id }).HasDatabaseName("ix_collection_workbook_organisation");
            workbook.HasIndex(w => new { w.By, w.Id }).HasDatabaseName("ix_collection_workbook_by");
            workbook.HasIndex(w => w.MappingId).HasDatabaseName("ix_collection_workbook_mapping");
        }
    }
}
