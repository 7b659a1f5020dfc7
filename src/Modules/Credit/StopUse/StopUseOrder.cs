using Gongxin.Contracts.Registry;
using Gongxin.Credit.Records;
using Gongxin.Kernel.Ids;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gongxin.Credit.StopUse;

internal readonly record struct StopUseId(Guid Value) : IId<StopUseId>
{
    public static StopUseId From(Guid value) => new(value);
}

// That a record may no longer be shared and used. Written once, in the transaction that ended its publicity. Whom it concerns are the
// receipts of the record, whenever they were written, so that nobody who was given it at the last moment is forgotten.
internal sealed class StopUseOrder
{
    public SubjectId SubjectId { get; private init; }
    public StopUseId Id { get; private init; }
    public RecordId RecordId { get; private init; }
    public RecordEnd Reason { get; private init; }
    public DateTime IssuedAt { get; private init; }

    public static StopUseOrder For(CreditRecord record, RecordEnd reason, DateTime now) => new()
    {
        SubjectId = record.SubjectId,
        Id = IId<StopUseId>.New(),
        RecordId = record.Id,
        Reason = reason,
        IssuedAt = now,
    };

    public static string WordOf(RecordEnd end) => end switch
    {
        RecordEnd.Repaired => "repaired",
        RecordEnd.Stopped => "stopped",
        _ => "withdrawn",
    };

    internal sealed class Map : IEntityTypeConfiguration<StopUseOrder>
    {
        public void Configure(EntityTypeBuilder<StopUseOrder> order)
        {
            order.ToTable("credit_stop_use");
            order.HasKey(o => new { o.SubjectId, o.Id });
            order.Property(o => o.Reason).HasConversion<string>().HasMaxLength(16);
            order.HasIndex(o => new { o.SubjectId, o.RecordId }).HasDatabaseName("ix_credit_stop_use_record");
            order.HasIndex(o => o.IssuedAt).HasDatabaseName("ix_credit_stop_use_issued");
            order.HasIndex(o => o.Id).HasDatabaseName("ix_credit_stop_use_id");
        }
    }
}
