using Gongxin.Governance.Accounts;
using Gongxin.Kernel.Ids;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gongxin.Governance.Sessions;

internal readonly record struct SessionId(Guid Value) : IId<SessionId>
{
    public static SessionId From(Guid value) => new(value);
}

// One browser in which a person is signed in. Over when ended, idle for too long, or too old.
internal sealed class Session
{
    public const int AddressMax = 64;
    public const int AgentMax = 200;

    private Session()
    {
    }

    public SessionId Id { get; private init; }
    public AccountId AccountId { get; private init; }
    public DateTime CreatedAt { get; private init; }
    public DateTime LastSeenAt { get; private init; }
    public DateTime ExpiresAt { get; private init; }
    public DateTime? EndedAt { get; private set; }
    public string Address { get; private init; } = "";
    public string Agent { get; private init; } = "";
    public bool WithSecondFactor { get; private init; }

    public static Session Begin(AccountId account, bool withSecondFactor, Caller caller, DateTime now, DateTime expires) => new()
    {
        Id = IId<SessionId>.New(),
        AccountId = account,
        CreatedAt = now,
        LastSeenAt = now,
        ExpiresAt = expires,
        Address = caller.Address,
        Agent = caller.Agent,
        WithSecondFactor = withSecondFactor,
    };

    public void End(DateTime at) => EndedAt ??= at;
}

// From where somebody signs in.
internal sealed record Caller(string Address, string Agent)
{
    public static Caller Of(Microsoft.AspNetCore.Http.HttpContext http)
    {
        var agent = http.Request.Headers.UserAgent.ToString();
        return new(http.Connection.RemoteIpAddress?.ToString() ?? "", agent.Length > Session.AgentMax ? agent[..Session.AgentMax] : agent);
    }
}

internal sealed class SessionMap : IEntityTypeConfiguration<Session>
{
    public void Configure(EntityTypeBuilder<Session> session)
    {
        session.ToTable("governance_session");
        session.HasKey(s => s.Id);
        session.Property(s => s.Address).HasMaxLength(Session.AddressMax);
        session.Property(s => s.Agent).HasMaxLength(Session.AgentMax);
        session.HasIndex(s => new { s.AccountId, s.LastSeenAt }).HasDatabaseName("ix_governance_session_account");
    }
}
