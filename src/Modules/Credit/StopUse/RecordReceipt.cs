using Gongxin.Contracts.Registry;
using Gongxin.Credit.Records;
using Gongxin.Kernel.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gongxin.Credit.StopUse;

// That an application was given a record.
//
//   given ──the record is repaired or withdrawn──▶ to be acknowledged ──▶ acknowledged
//
// The middle state is not kept: it is a receipt beside an order to stop using the record.
internal sealed class RecordReceipt
{
    public const int NameMax = 120;
    public const int LiftedMax = 500;

    public SubjectId SubjectId { get; init; }
    public RecordId RecordId { get; init; }

    // The actor's id of the application.
    public string ConsumerId { get; init; } = "";
    public string ConsumerName { get; init; } = "";
    public DateTime FirstAt { get; init; }
    public DateTime? AcknowledgedAt { get; private set; }

    // What the consumer has lifted or deleted, in its own words.
    public string? Lifted { get; private set; }

    public static RecordReceipt Of(SubjectId subject, RecordId record, Actor consumer, DateTime now) => new()
    {
        SubjectId = subject,
        RecordId = record,
        ConsumerId = consumer.Id,
        ConsumerName = consumer.Name.Length <= NameMax ? consumer.Name : consumer.Name[..NameMax],
        FirstAt = now,
    };

    public bool Acknowledge(string? lifted, DateTime now)
    {
        if (AcknowledgedAt is not null)
        {
            return false;
        }

        (AcknowledgedAt, Lifted) = (now, lifted);
        return true;
    }

    internal sealed class Map : IEntityTypeConfiguration<RecordReceipt>
    {
        public void Configure(EntityTypeBuilder<RecordReceipt> receipt)
        {
            receipt.ToTable("credit_receipt");
            receipt.HasKey(r => new { r.SubjectId, r.RecordId, r.ConsumerId });
            receipt.Property(r => r.ConsumerId).HasMaxLength(120);
            receipt.Property(r => r.ConsumerName).HasMaxLength(NameMax);
            receipt.Property(r => r.Lifted).HasMaxLength(LiftedMax);
            receipt.HasIndex(r => r.ConsumerId).HasDatabaseName("ix_credit_receipt_consumer");
        }
    }
}
