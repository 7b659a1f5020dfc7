using Gongxin.Kernel.Data;
using Gongxin.Kernel.Errors;
using Gongxin.Kernel.Ids;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gongxin.Kernel.Jobs;

public readonly record struct OperationId(Guid Value) : IId<OperationId>
{
    public static OperationId From(Guid value) => new(value);
}

public enum OperationState
{
    Queued,
    Running,
    Succeeded,
    Failed,
    Cancelled,
}

/// <summary>Long work that a person can watch and cancel, and that survives a kill.</summary>
/// <remarks>
/// <code>
///   Queued ──Start──▶ Running ──Succeed──▶ Succeeded
///     │    ◀─Requeue──┤  │  └───Fail─────▶ Failed
///     │  (lease over) │  └─────Cancel────▶ Cancelled
///     └────Cancel─────┴──────────────────▶ Cancelled
/// </code>
/// 1. Succeeded, Failed and Cancelled are final.
/// 2. A Running operation whose lease is over was killed; whoever sees it first puts it back into the queue.
/// 3. The handler makes its effect and <see cref="Succeed"/> in one transaction, so it cannot take effect twice.
/// </remarks>
public sealed class Operation : Aggregate
{
    public const int AttemptsMax = 5;
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(15);

    private Operation()
    {
    }

    public OperationId Id { get; private init; }

    /// <summary>Which handler does it, e.g. <c>dataset.load</c>.</summary>
    public string Kind { get; private init; } = "";

    /// <summary>What it is about, for people: a file name or a dataset's slug.</summary>
    public string Subject { get; private init; } = "";

    /// <summary>Input of the handler, JSON.</summary>
    public string Input { get; private init; } = "";

    public OperationState State { get; private set; }

    /// <summary>Step the work is in, a text key of the handler's module.</summary>
    public string? Step { get; private set; }

    /// <summary>Work done and work to do in units of the step; null total when unknown.</summary>
    public long Done { get; private set; }

    public long? Total { get; private set; }

    /// <summary>Result of the handler, JSON, when succeeded.</summary>
    public string? Result { get; private set; }

    /// <summary>Code and text arguments (JSON) of the refusal or fault when failed.</summary>
    public string? ProblemCode { get; private set; }

    public string? ProblemArgs { get; private set; }
    public string StartedBy { get; private init; } = "";
    public string Permissions { get; private init; } = "";
    public string StartedByName { get; private init; } = "";

    /// <summary>For whom and where the starter acts, JSON; empty for whoever acts for the whole node.</summary>
    public string Scope { get; private init; } = "";

    public int AttemptCount { get; private set; }
    public bool CancelRequested { get; private set; }
    public DateTime CreatedAt { get; private init; }
    public DateTime? LeaseUntil { get; private set; }
    public DateTime? EndedAt { get; private set; }

    public bool IsOver => State is OperationState.Succeeded or OperationState.Failed or OperationState.Cancelled;

    public static Operation Queue(string kind, string subject, string input, Identity.Actor actor, TimeProvider clock) => new()
    {
        Id = IId<OperationId>.New(),
        Kind = kind,
        Subject = subject,
        Input = input,
        State = OperationState.Queued,
        StartedBy = actor.Id,
        StartedByName = actor.Name,
        Permissions = string.Join(' ', actor.Permissions.Order(StringComparer.Ordinal)),
        Scope = OperationScope.Write(actor),
        CreatedAt = clock.GetUtcNow().UtcDateTime,
    };

    internal void Start(DateTime now)
    {
        Expect(OperationState.Queued);
        State = OperationState.Running;
        AttemptCount++;
        LeaseUntil = now + Lease;
    }

    internal void Requeue()
    {
        Expect(OperationState.Running);
        State = OperationState.Queued;
        LeaseUntil = null;
        (Done, Total, Step) = (0, null, null);
    }

    /// <summary>Ends the work well; saved by the handler in the same transaction as its effect.</summary>
    public void Succeed(string result, DateTime now)
    {
        Expect(OperationState.Running);
        Result = result;
        End(OperationState.Succeeded, now);
    }

    internal void Fail(string code, string? args, DateTime now)
    {
        Expect(OperationState.Running);
        (ProblemCode, ProblemArgs) = (code, args);
        End(OperationState.Failed, now);
    }

    /// <summary>Asks for the end: at once when still queued, at the handler's next look when running.</summary>
    public void RequestCancel(DateTime now)
    {
        if (IsOver)
        {
            throw new Refusal("operation.over", 409, State.ToString());
        }

        CancelRequested = true;
        if (State is OperationState.Queued)
        {
            End(OperationState.Cancelled, now);
        }
    }

    internal void Cancel(DateTime now)
    {
        Expect(OperationState.Running);
        End(OperationState.Cancelled, now);
    }

    private void End(OperationState state, DateTime now)
    {
        State = state;
        EndedAt = now;
        LeaseUntil = null;
    }

    private void Expect(OperationState state)
    {
        if (State != state)
        {
            throw new InvalidOperationException($"Operation {Id.Value} is {State}, not {state}.");
        }
    }
}

internal sealed class OperationMap : IEntityTypeConfiguration<Operation>
{
    public void Configure(EntityTypeBuilder<Operation> operation)
    {
        operation.ToTable("kernel_operation");
        operation.HasKey(o => o.Id);
        operation.Property(o => o.Kind).HasMaxLength(60);
        operation.Property(o => o.Subject).HasMaxLength(300);
        operation.Property(o => o.Input).HasMaxLength(100_000);
        operation.Property(o => o.State).HasConversion<string>().HasMaxLength(16);
        operation.Property(o => o.Step).HasMaxLength(60);
        operation.Property(o => o.Result).HasMaxLength(1_000_000);
        operation.Property(o => o.ProblemCode).HasMaxLength(80);
        operation.Property(o => o.ProblemArgs).HasMaxLength(4000);
        operation.Property(o => o.StartedBy).HasMaxLength(120);
        operation.Property(o => o.StartedByName).HasMaxLength(120);
        operation.Property(o => o.Permissions).HasMaxLength(2000);
        operation.Property(o => o.Scope).HasMaxLength(20_000).HasDefaultValue("");
        operation.HasIndex(o => new { o.State, o.Id }).HasDatabaseName("ix_kernel_operation_state");
    }
}
