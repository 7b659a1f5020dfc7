using Gongxin.Kernel.Data;
using Gongxin.Kernel.Identity;
using Gongxin.Kernel.Ids;

namespace Gongxin.Governance.Accounts;

internal readonly record struct AccountId(Guid Value) : IId<AccountId>
{
    // The id under which the person acts.
    public string ActorId => Actor.PersonPrefix + Value;

    public static AccountId From(Guid value) => new(value);

    // Null when it is no person who acts.
    public static AccountId? OfActor(string id) =>
        id.StartsWith(Actor.PersonPrefix, StringComparison.Ordinal) && Guid.TryParse(id.AsSpan(Actor.PersonPrefix.Length), out var value) ? new AccountId(value) : null;
}

internal enum AccountState
{
    Open,
    Closed,
}

// A person who can sign in.
//
//   Open ──Close──▶ Closed ──Reopen──▶ Open
//
// 1. Only the person knows the password: administrators hand out one-time links, never passwords.
// 2. A closed account keeps its name for ever: the audit trail points at it.
internal sealed class Account : Aggregate
{
    public const int NameMin = 3;
    public const int NameMax = 60;
    public const int FullNameMax = 100;
    public const int EmailMax = 254;
    public const int MobileMax = 20;
    public const int HashMax = 400;
    public const int SecretMax = 1000;

    private Account()
    {
    }

    public AccountId Id { get; private init; }

    // What is typed when signing in, lower case.
    public string Name { get; private init; } = "";
    public string FullName { get; private set; } = "";
    public string? Email { get; private set; }
    public string? Mobile { get; private set; }
    public AccountState State { get; private set; }
    public string? PasswordHash { get; private set; }

    // The password came from the command line or an administrator's link is pending: nothing else can be done before it is changed.
    public bool MustChangePassword { get; private set; }

    // Protected by the node's keys, which do not lie in the database.
    public string? SecondFactor { get; private set; }
    public bool HasSecondFactor { get; private set; }

    // The time step of the last code taken: a code works once.
    public long LastCodeStep { get; private set; }

    public DateTime CreatedAt { get; private init; }
    public DateTime? LastSignInAt { get; private set; }

    public static Account Open(string name, string fullName, string? email, string? mobile, TimeProvider clock) => new()
    {
        Id = IId<AccountId>.New(),
        Name = name,
        FullName = fullName,
        Email = email,
        Mobile = mobile,
        CreatedAt = clock.GetUtcNow().UtcDateTime,
    };

    public void Close() => State = AccountState.Closed;

    public void Reopen() => State = AccountState.Open;

    public void SetPassword(string hash, bool mustChange) => (PasswordHash, MustChangePassword) = (hash, mustChange);

    // The same password under today's parameters.
    public void Rehash(string hash) => PasswordHash = hash;

    public void BeginSecondFactor(string protectedSecret) => (SecondFactor, HasSecondFactor, LastCodeStep) = (protectedSecret, false, 0);

    public void TakeCode(long step) => (HasSecondFactor, LastCodeStep) = (true, step);

    public void RemoveSecondFactor() => (SecondFactor, HasSecondFactor, LastCodeStep) = (null, false, 0);

    public void SignedIn(DateTime at) => LastSignInAt = at;
}

// A way back in when the second factor is lost; each works once.
internal sealed record RecoveryCode(AccountId AccountId, string Digest)
{
    public DateTime? UsedAt { get; private set; }

    public void Use(DateTime at) => UsedAt = at;
}

// A one-time link with which a person sets a password; handed over by an administrator, or mailed to a confirmed address.
internal sealed class RecoveryLink
{
    private RecoveryLink()
    {
    }

    public string Digest { get; private init; } = "";
    public AccountId AccountId { get; private init; }
    public DateTime ExpiresAt { get; private init; }
    public DateTime? UsedAt { get; private set; }
    public string IssuedBy { get; private init; } = "";

    public static RecoveryLink For(AccountId account, string digest, DateTime expires, string by) =>
        new() { AccountId = account, Digest = digest, ExpiresAt = expires, IssuedBy = by };

    public void Use(DateTime at) => UsedAt = at;
}
