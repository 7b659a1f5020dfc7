using Gongxin.Contracts.Governance;
using Gongxin.Kernel.Ids;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gongxin.Governance.Notices;

internal readonly record struct NoticeId(Guid Value) : IId<NoticeId>
{
    public static NoticeId From(Guid value) => new(value);

    public static bool operator <(NoticeId left, NoticeId right) => left.Value < right.Value;

    public static bool operator >(NoticeId left, NoticeId right) => left.Value > right.Value;
}

// Something that somebody was told. It does not change; whether it was read is each reader's own row.
internal sealed class Notice
{
    public const int RecipientMax = 120;
    public const int CodeMax = 80;
    public const int KeyMax = 300;
    public const int LinkMax = 500;
    private const int ArgsMax = 4000;

    private Notice()
    {
    }

    public NoticeId Id { get; private init; }
    public string Recipient { get; private init; } = "";
    public string Code { get; private init; } = "";
    public string ArgsJson { get; private init; } = "";
    public string Key { get; private init; } = "";
    public string? Link { get; private init; }
    public bool IsUrgent { get; private init; }
    public DateTime CreatedAt { get; private init; }

    // When it was handed to the ways out of the platform; null while it waits for that.
    public DateTime? DispatchedAt { get; private set; }

    public IReadOnlyList<string> Args => System.Text.Json.JsonSerializer.Deserialize<string[]>(ArgsJson)!;

    public static Notice Of(NewNotice notice, DateTime now) => new()
    {
        Id = IId<NoticeId>.New(),
        Recipient = notice.To.Value,
        Code = notice.Code,
        ArgsJson = System.Text.Json.JsonSerializer.Serialize(notice.Args),
        Key = notice.Key,
        Link = notice.Link,
        IsUrgent = notice.IsUrgent,
        CreatedAt = now,
    };

    public void Dispatch(DateTime now) => DispatchedAt = now;

    internal sealed class Map : IEntityTypeConfiguration<Notice>
    {
        public void Configure(EntityTypeBuilder<Notice> notice)
        {
            notice.ToTable("governance_notice");
            notice.HasKey(n => n.Id);
            notice.Property(n => n.Recipient).HasMaxLength(RecipientMax);
            notice.Property(n => n.Code).HasMaxLength(CodeMax);
            notice.Property(n => n.ArgsJson).HasMaxLength(ArgsMax);
            notice.Property(n => n.Key).HasMaxLength(KeyMax);
            notice.Property(n => n.Link).HasMaxLength(LinkMax);
            notice.HasIndex(n => new { n.Recipient, n.Key }).IsUnique().HasDatabaseName("ix_governance_notice_key");
            notice.HasIndex(n => new { n.DispatchedAt, n.Id }).HasDatabaseName("ix_governance_notice_dispatched");
        }
    }
}

internal sealed class NoticeRead
{
    public string ActorId { get; init; } = "";
    public NoticeId NoticeId { get; init; }
    public DateTime ReadAt { get; init; }

    internal sealed class Map : IEntityTypeConfiguration<NoticeRead>
    {
        public void Configure(EntityTypeBuilder<NoticeRead> read)
        {
            read.ToTable("governance_notice_read");
            read.HasKey(r => new { r.ActorId, r.NoticeId });
            read.Property(r => r.ActorId).HasMaxLength(Notice.RecipientMax);
        }
    }
}
