using Gongxin.Contracts.Registry;
using Gongxin.Kernel.Ledger;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gongxin.Credit.Answers;

// A question that was answered: who asked, for what, and the answer word for word. Never changed. The subject is that of no id where the
// register has none.
internal sealed class CreditCheck
{
    public const int AnswerMax = 16_000;
    public const int WordMax = 24;
    public const int ActorMax = 120;

    public SubjectId SubjectId { get; init; }
    public CheckId Id { get; init; }
    public Guid BatchId { get; init; }

    // Place in the batch, from 0.
    public int Number { get; init; }
    public CheckVerdict Verdict { get; init; }
    public string ActorId { get; init; } = "";
    public Guid? OrganisationId { get; init; }
    public DateTime At { get; init; }

    // JSON as it was given and sealed: question, answer and time.
    public string Answer { get; init; } = "";

    // Of the answer, as a leaf of the batch's tree.
    public byte[] LeafHash { get; init; } = [];
}

// Questions that were answered together: one transaction, one entry of the ledger.
internal sealed class CheckBatch
{
    public Guid Id { get; init; }
    public int Count { get; init; }
    public LedgerEntryId EntryId { get; init; }
    public DateTime At { get; init; }
}

internal sealed class CheckMaps : IEntityTypeConfiguration<CreditCheck>, IEntityTypeConfiguration<CheckBatch>
{
    private const int HashBytes = 32;

    public void Configure(EntityTypeBuilder<CreditCheck> check)
    {
        check.ToTable("credit_check");
        check.HasKey(c => new { c.SubjectId, c.Id });
        check.Property(c => c.Verdict).HasConversion<string>().HasMaxLength(CreditCheck.WordMax);
        check.Property(c => c.ActorId).HasMaxLength(CreditCheck.ActorMax);
        check.Property(c => c.Answer).HasMaxLength(CreditCheck.AnswerMax);
        check.Property(c => c.LeafHash).HasMaxLength(HashBytes);
        check.HasIndex(c => c.Id).HasDatabaseName("ix_credit_check_id");
        check.HasIndex(c => new { c.BatchId, c.Number }).HasDatabaseName("ix_credit_check_batch");
    }

    public void Configure(EntityTypeBuilder<CheckBatch> batch)
    {
        batch.ToTable("credit_check_batch");
        batch.HasKey(b => b.Id);
    }
}
