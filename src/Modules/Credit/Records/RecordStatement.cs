using Gongxin.Contracts.Credit;
using Gongxin.Contracts.Registry;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gongxin.Credit.Records;

// What somebody said of a record, word for word in its fields, and from when until when it was seen so. Never changed but for the last
// day on which it was seen.
internal sealed class RecordStatement
{
    public const int FieldsMax = 24_000;

    public SubjectId SubjectId { get; init; }
    public RecordId RecordId { get; init; }
    public int Number { get; init; }
    public string Source { get; init; } = "";

    // The unit named in the row as the source of the data.
    public string StatedBy { get; init; } = "";
    public string Digest { get; init; } = "";
    public string Fields { get; init; } = "";
    public Guid TakingId { get; init; }
    public DateOnly FirstSeenOn { get; init; }
    public DateOnly LastSeenOn { get; set; }
}

// One file that was taken in: which bytes, and what became of its rows.
internal sealed class RecordTaking
{
    public Guid Id { get; init; }
    public RecordKind Kind { get; init; }
    public string Source { get; init; } = "";
    public string FileName { get; init; } = "";
    public string Sha256 { get; init; } = "";
    public DateTime StartedAt { get; init; }
    public DateTime? EndedAt { get; set; }
    public long RowsRead { get; set; }
    public long Added { get; set; }
    public long Changed { get; set; }
    public long Same { get; set; }
    public long Refused { get; set; }
    public long LeftOut { get; set; }
}

// The number of the last record.
internal sealed class CreditHead
{
    public const int OnlyId = 1;

    public int Id { get; init; } = OnlyId;
    public long Serial { get; set; }
}

internal sealed class RecordMaps :
    IEntityTypeConfiguration<RecordStatement>, IEntityTypeConfiguration<RecordTaking>, IEntityTypeConfiguration<CreditHead>
{
    public const int FileNameMax = 255;

    public void Configure(EntityTypeBuilder<RecordStatement> statement)
    {
        statement.ToTable("credit_statement");
        statement.HasKey(s => new { s.SubjectId, s.RecordId, s.Number });
        statement.Property(s => s.Source).HasMaxLength(RecordsFile.SourceMax);
        statement.Property(s => s.StatedBy).HasMaxLength(18);
        statement.Property(s => s.Digest).HasMaxLength(64);
        statement.Property(s => s.Fields).HasMaxLength(RecordStatement.FieldsMax);
        statement.HasIndex(s => s.RecordId).HasDatabaseName("ix_credit_statement_record");
    }

    public void Configure(EntityTypeBuilder<RecordTaking> taking)
    {
        taking.ToTable("credit_taking");
        taking.HasKey(t => t.Id);
        taking.Property(t => t.Kind).HasConversion<string>().HasMaxLength(16);
        taking.Property(t => t.Source).HasMaxLength(RecordsFile.SourceMax);
        taking.Property(t => t.FileName).HasMaxLength(FileNameMax);
        taking.Property(t => t.Sha256).HasMaxLength(64);
        taking.HasIndex(t => t.StartedAt).HasDatabaseName("ix_credit_taking_started");
    }

    public void Configure(EntityTypeBuilder<CreditHead> head)
    {
        head.ToTable("credit_head");
        head.HasKey(h => h.Id);
        head.Property(h => h.Id).ValueGeneratedNever();
    }
}
