using Gongxin.Contracts.Registry;
using Gongxin.Kernel.Data;
using Gongxin.Kernel.Ids;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gongxin.Credit.Lists;

internal readonly record struct ListEntryId(Guid Value) : IId<ListEntryId>
{
    public static ListEntryId From(Guid value) => new(value);
}

/// <summary>How far an entry of a list is.</summary>
public enum ListEntryState
{
    /// <summary>已告知，可陈述申辩</summary>
    Noticed,

    /// <summary>已决定，待送达</summary>
    Decided,

    /// <summary>已列入</summary>
    Listed,

    /// <summary>已移出</summary>
    Removed,

    /// <summary>不予列入</summary>
    Dropped,
}

/// <summary>Why a subject leaves a list.</summary>
public enum RemovalCause
{
    Repaired,
    Corrected,
    Revoked,
    Objection,
}

// A subject on a list, from the notice to its removal (State Council Office document 2020 No. 49).
//
//   notice ──▶ Noticed ──decide──▶ Decided ──deliver──▶ Listed ──remove──▶ Removed
//               │  ▲ │
//               │  └─┘ hear                     Listed: public until the day that the decision says
//               └──drop──▶ Dropped
//
// 1. Nobody is put on a list that needs a hearing before the subject was heard or its time to be heard is over.
// 2. A list without a recorded legal basis takes nobody.
// 3. What is not Listed is not public.
internal sealed class ListEntry : Aggregate
{
    public const int TextMax = 1000;
    public const int NumberMax = 128;
    private const int NameMax = 200;

    private ListEntry()
    {
    }

    public SubjectId SubjectId { get; private init; }
    public ListEntryId Id { get; private init; }
    public string List { get; private init; } = "";
    public string SubjectUscc { get; private init; } = "";
    public string SubjectName { get; private init; } = "";
    public Guid BodyId { get; private init; }
    public string BodyUscc { get; private init; } = "";
    public string BodyName { get; private init; } = "";

    // What the subject is told: facts, reasons, and what follows from being listed.
    public string Grounds { get; private init; } = "";
    public ListEntryState State { get; private set; }
    public DateOnly NoticedOn { get; private init; }

    // The last day on which the subject may be heard; null where the list needs no hearing.
    public DateOnly? HearUntil { get; private init; }
    public string? Statement { get; private set; }
    public string? Number { get; private set; }
    public DateOnly? DecidedOn { get; private set; }
    public DateOnly? ValidUntil { get; private set; }
    public DateOnly? ListedOn { get; private set; }
    public DateOnly? RemovedOn { get; private set; }
    public RemovalCause? RemovalCause { get; private set; }
    public string? RemovalReason { get; private set; }

    public static ListEntry Notice(CreditList list, SubjectView subject, SubjectView body, string grounds, DateOnly today, DateOnly? hearUntil) => new()
    {
        SubjectId = subject.Id,
        Id = IId<ListEntryId>.New(),
        List = list.Code,
        SubjectUscc = subject.Uscc!,
        SubjectName = subject.Name,
        BodyId = body.Id.Value,
        BodyUscc = body.Uscc!,
        BodyName = body.Name,
        Grounds = grounds,
        NoticedOn = today,
        HearUntil = hearUntil,
    };

    public void Hear(string statement)
    {
        Must("hear", ListEntryState.Noticed);
        Statement = statement;
    }

    public void Decide(string number, DateOnly? validUntil, DateOnly today)
    {
        Must("decide", ListEntryState.Noticed);
        if (HearUntil >= today && Statement is null)
        {
            throw ListRefusals.NotHeard(HearUntil.Value);
        }

        (Number, DecidedOn, ValidUntil, State) = (number, today, validUntil, ListEntryState.Decided);
    }

    // With the decision goes the notice of how to repair: both reach the subject together, and then the entry is public.
    public void Deliver(DateOnly today)
    {
        Must("deliver", ListEntryState.Decided);
        (ListedOn, State) = (today, ListEntryState.Listed);
    }

    public void Remove(RemovalCause cause, string reason, DateOnly today)
    {
        Must("remove", ListEntryState.Listed);
        (RemovalCause, RemovalReason, RemovedOn, State) = (cause, reason, today, ListEntryState.Removed);
    }

    public void Drop()
    {
        Must("drop", ListEntryState.Noticed);
        State = ListEntryState.Dropped;
    }

    private void Must(string step, ListEntryState state)
    {
        if (State != state)
        {
            throw ListRefusals.StepNotPossible(step, State.ToString().ToLowerInvariant());
        }
    }

    internal sealed class Map : IEntityTypeConfiguration<ListEntry>
    {
        public void Configure(EntityTypeBuilder<ListEntry> entry)
        {
            entry.ToTable("credit_list_entry");
            entry.HasKey(e => new { e.SubjectId, e.Id });
            entry.Property(e => e.List).HasMaxLength(24);
            entry.Property(e => e.SubjectUscc).HasMaxLength(18);
            entry.Property(e => e.SubjectName).HasMaxLength(NameMax);
            entry.Property(e => e.BodyUscc).HasMaxLength(18);
            entry.Property(e => e.BodyName).HasMaxLength(NameMax);
            entry.Property(e => e.Grounds).HasMaxLength(TextMax);
            entry.Property(e => e.Statement).HasMaxLength(TextMax);
            entry.Property(e => e.Number).HasMaxLength(NumberMax);
            entry.Property(e => e.State).HasConversion<string>().HasMaxLength(16);
            entry.Property(e => e.RemovalCause).HasConversion<string>().HasMaxLength(16);
            entry.Property(e => e.RemovalReason).HasMaxLength(TextMax);
            entry.HasIndex(e => e.Id).HasDatabaseName("ix_credit_list_entry_id");
            entry.HasIndex(e => new { e.List, e.State, e.ListedOn }).HasDatabaseName("ix_credit_list_entry_list");
            entry.HasIndex(e => new { e.BodyId, e.State }).HasDatabaseName("ix_credit_list_entry_body");
        }
    }
}
