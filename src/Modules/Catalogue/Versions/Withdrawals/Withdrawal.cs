using Gongxin.Catalogue.Datasets;
using Gongxin.Kernel.Identity;
using Gongxin.Kernel.Ids;
using Gongxin.Kernel.Ledger;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gongxin.Catalogue.Versions.Withdrawals;

internal readonly record struct WithdrawalId(Guid Value) : IId<WithdrawalId>
{
    public static WithdrawalId From(Guid value) => new(value);
}

public enum WithdrawalKind
{
    Error,
    PersonalData,
    Secret,
    Rights,
    LegalOrder,
    Duplicate,
    Other,
}

// Why data was taken back, when and by whom: what stays of it in public. Never changed, never deleted.
internal sealed class Withdrawal
{
    public const int ReasonMin = 5;
    public const int ReasonMax = 2000;

    private Withdrawal()
    {
    }

    public WithdrawalId Id { get; private init; }
    public DatasetId DatasetId { get; private init; }

    // The version that was named; null for the whole dataset.
    public int? Number { get; private init; }
    public WithdrawalKind Kind { get; private init; }
    public string Reason { get; private init; } = "";
    public DateTime WithdrawnAt { get; private init; }
    public string WithdrawnBy { get; private init; } = "";
    public string WithdrawnByName { get; private init; } = "";

    // Finds the ledger entry of the act once it has its number.
    public LedgerEntryId LedgerEntry { get; private set; }

    public static Withdrawal Of(Dataset dataset, int? number, WithdrawalKind kind, string reason, Actor by, DateTime now) => new()
    {
        Id = IId<WithdrawalId>.New(),
        DatasetId = dataset.Id,
        Number = number,
        Kind = kind,
        Reason = reason.Trim() is { Length: >= ReasonMin and <= ReasonMax } text ? text : throw CatalogueRefusals.ReasonMissing(ReasonMin, ReasonMax),
        WithdrawnAt = now,
        WithdrawnBy = by.Id,
        WithdrawnByName = by.Name,
    };

    public void EnteredAs(LedgerEntryId entry) => LedgerEntry = entry;

    internal sealed class Map : IEntityTypeConfiguration<Withdrawal>
    {
        public void Configure(EntityTypeBuilder<Withdrawal> withdrawal)
        {
            withdrawal.ToTable("catalogue_withdrawal");
            withdrawal.HasKey(w => w.Id);
            withdrawal.Property(w => w.Kind).HasConversion<string>().HasMaxLength(16);
            withdrawal.Property(w => w.Reason).HasMaxLength(ReasonMax);
            withdrawal.Property(w => w.WithdrawnBy).HasMaxLength(120);
            withdrawal.Property(w => w.WithdrawnByName).HasMaxLength(120);
            withdrawal.HasIndex(w => w.DatasetId).HasDatabaseName("ix_catalogue_withdrawal_dataset");
            withdrawal.HasIndex(w => new { w.WithdrawnAt, w.Id }).HasDatabaseName("ix_catalogue_withdrawal_at");
        }
    }
}
