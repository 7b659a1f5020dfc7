using Gongxin.Governance.Accounts;
using Gongxin.Kernel.Ids;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gongxin.Governance.Recovery;

internal readonly record struct RecoveryRequestId(Guid Value) : IId<RecoveryRequestId>
{
    public static RecoveryRequestId From(Guid value) => new(value);
}

// Somebody has asked for a link by mail. A name that nobody has makes a row as well, so that the answer takes as long; the job
// takes it away.
//
//   asked ──Try──▶ tried ──(mailed, or tried often enough)──▶ deleted
//                  ▲  │
//                  └──┘ Try again, when the mail server was not to be reached
internal sealed class RecoveryRequest
{
    public const int TriesMax = 3;
    public static readonly TimeSpan Wait = TimeSpan.FromMinutes(2);

    public RecoveryRequestId Id { get; private init; }

    // Null for a name that nobody has.
    public AccountId? AccountId { get; private init; }
    public DateTime AskedAt { get; private init; }
    public DateTime DueAt { get; private init; }
    public int TryCount { get; private init; }

    public static RecoveryRequest Of(AccountId? account, DateTime now) => new() { Id = IId<RecoveryRequestId>.New(), AccountId = account, AskedAt = now, DueAt = now };
}

internal sealed class RecoveryRequestMap : IEntityTypeConfiguration<RecoveryRequest>
{
    public void Configure(EntityTypeBuilder<RecoveryRequest> request)
    {
        request.ToTable("governance_recovery_request");
        request.HasKey(r => r.Id);
        request.HasIndex(r => r.DueAt).HasDatabaseName("ix_governance_recovery_request_due");
    }
}
