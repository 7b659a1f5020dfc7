using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gongxin.Governance.Accounts;

internal sealed class AccountMap : IEntityTypeConfiguration<Account>
{
    public void Configure(EntityTypeBuilder<Account> account)
    {
        account.ToTable("governance_account");
        account.HasKey(a => a.Id);
        account.Property(a => a.Name).HasMaxLength(Account.NameMax);
        account.Property(a => a.FullName).HasMaxLength(Account.FullNameMax);
        account.Property(a => a.Email).HasMaxLength(Account.EmailMax);
        account.Property(a => a.Mobile).HasMaxLength(Account.MobileMax);
        account.Property(a => a.State).HasConversion<string>().HasMaxLength(16);
        account.Property(a => a.PasswordHash).HasMaxLength(Account.HashMax);
        account.Property(a => a.SecondFactor).HasMaxLength(Account.SecretMax);
        account.HasIndex(a => a.Name).IsUnique().HasDatabaseName("ix_governance_account_name");
    }
}

internal sealed class RecoveryCodeMap : IEntityTypeConfiguration<RecoveryCode>
{
    public void Configure(EntityTypeBuilder<RecoveryCode> code)
    {
        code.ToTable("governance_recovery_code");
        code.HasKey(c => new { c.AccountId, c.Digest });
        code.Property(c => c.Digest).HasMaxLength(64);
        code.Property(c => c.UsedAt).IsConcurrencyToken();
    }
}

internal sealed class RecoveryLinkMap : IEntityTypeConfiguration<RecoveryLink>
{
    public void Configure(EntityTypeBuilder<RecoveryLink> link)
    {
        link.ToTable("governance_recovery_link");
        link.HasKey(l => l.Digest);
        link.Property(l => l.Digest).HasMaxLength(64);
        link.Property(l => l.IssuedBy).HasMaxLength(120);
        link.Property(l => l.UsedAt).IsConcurrencyToken();
        link.HasIndex(l => l.AccountId).HasDatabaseName("ix_governance_recovery_link_account");
    }
}
