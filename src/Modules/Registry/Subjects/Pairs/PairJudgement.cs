using Gongxin.Contracts.Registry;
using Gongxin.Kernel.Data;
using Gongxin.Kernel.Ids;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gongxin.Registry.Subjects.Pairs;

internal readonly record struct JudgementId(Guid Value) : IId<JudgementId>
{
    public static JudgementId From(Guid value) => new(value);
}

/// <summary>What is judged of two entries of the register.</summary>
public enum PairVerdict
{
    /// <summary>They are one legal subject.</summary>
    Same,

    /// <summary>They are two, however alike they look.</summary>
    Different,
}

/// <summary>How far a judgement is.</summary>
public enum PairState
{
    /// <summary>Another account has to decide.</summary>
    Proposed,

    /// <summary>Accepted: it holds.</summary>
    InForce,

    /// <summary>Not accepted: it never held.</summary>
    Refused,

    /// <summary>It held until it was ended.</summary>
    Ended,
}

// Whether two entries of the register are one legal subject (decision 0048).
//
//   propose ──▶ Proposed ──accept──▶ InForce ──end──▶ Ended
//                   └─────refuse──▶ Refused
//
// 1. Nothing is moved: the other entry's id stays wherever it stands, and the register tells which ids are one. So an end puts back what was.
// 2. Two accounts make every change of what holds: whoever proposed does not decide, whoever decided does not end.
// 3. A name alone is no evidence; and a natural person is never one with anybody.
// 4. Refused and Ended are final; a new proposal is a new judgement.
internal sealed class PairJudgement : Aggregate
{
    public const int NoteMin = 4;
    public const int NoteMax = 500;
    public const int ActorMax = 80;
    public const int NameMax = 120;
    public const int EvidenceMax = 10;

    private readonly List<PairEvidence> _evidence = [];

    private PairJudgement()
    {
    }

    public JudgementId Id { get; private init; }

    // Which of the two leads, where they are one.
    public SubjectId LeadingId { get; private init; }
    public SubjectId OtherId { get; private init; }
    public PairVerdict Verdict { get; private init; }
    public PairState State { get; private set; }
    public string ProposedBy { get; private init; } = "";
    public string ProposedByName { get; private init; } = "";
    public DateTime ProposedAt { get; private init; }
    public string? DecidedBy { get; private set; }
    public string? DecidedByName { get; private set; }
    public DateTime? DecidedAt { get; private set; }
    public string? DecisionNote { get; private set; }
    public string? EndedBy { get; private set; }
    public string? EndedByName { get; private set; }
    public DateTime? EndedAt { get; private set; }
    public string? EndReason { get; private set; }
    public IReadOnlyList<PairEvidence> Evidence => _evidence;

    public static PairJudgement Propose(SubjectView leading, SubjectView other, PairVerdict verdict, IReadOnlyList<PairEvidence> evidence, PairAct by)
    {
        if (leading.Id == other.Id)
        {
            throw PairRefusals.OfOne();
        }

        if (leading.Kind is SubjectKind.NaturalPerson || other.Kind is SubjectKind.NaturalPerson)
        {
            throw PairRefusals.OfPerson();
        }

        // Whoever knows one of the codes must find the subject.
        if (verdict is PairVerdict.Same && leading.Uscc is null && other.Uscc is not null)
        {
            throw PairRefusals.LeadingWithoutCode();
        }

        PairEvidence.MustBeEnough(verdict, evidence);
        var judgement = new PairJudgement
        {
            Id = IId<JudgementId>.New(),
            LeadingId = leading.Id,
            OtherId = other.Id,
            Verdict = verdict,
            State = PairState.Proposed,
            ProposedBy = by.Id,
            ProposedByName = by.Name,
            ProposedAt = by.At,
        };
        judgement._evidence.AddRange(evidence);
        return judgement;
    }

    public void Accept(string note, PairAct by) => Decide(PairState.InForce, note, by);

    public void Refuse(string note, PairAct by) => Decide(PairState.Refused, note, by);

    public void End(string reason, PairAct by)
    {
        if (State is not PairState.InForce)
        {
            throw PairRefusals.StepNotPossible("end");
        }

        if (by.Id == DecidedBy)
        {
            throw PairRefusals.SameAccount();
        }

        (State, EndedBy, EndedByName, EndedAt, EndReason) = (PairState.Ended, by.Id, by.Name, by.At, reason);
    }

    public void MustBeDecidableBy(PairAct by)
    {
        if (State is not PairState.Proposed)
        {
            throw PairRefusals.StepNotPossible("decide");
        }

        if (by.Id == ProposedBy)
        {
            throw PairRefusals.SameAccount();
        }
    }

    private void Decide(PairState state, string note, PairAct by)
    {
        MustBeDecidableBy(by);
        (State, DecidedBy, DecidedByName, DecidedAt, DecisionNote) = (state, by.Id, by.Name, by.At, note);
    }

    internal sealed class Map : IEntityTypeConfiguration<PairJudgement>
    {
        public void Configure(EntityTypeBuilder<PairJudgement> pair)
        {
            pair.ToTable("registry_pair");
            pair.HasKey(p => p.Id);
            pair.Property(p => p.Verdict).HasConversion<string>().HasMaxLength(16);
            pair.Property(p => p.State).HasConversion<string>().HasMaxLength(16);
            pair.Property(p => p.ProposedBy).HasMaxLength(ActorMax);
            pair.Property(p => p.ProposedByName).HasMaxLength(NameMax);
            pair.Property(p => p.DecidedBy).HasMaxLength(ActorMax);
            pair.Property(p => p.DecidedByName).HasMaxLength(NameMax);
            pair.Property(p => p.DecisionNote).HasMaxLength(NoteMax);
            pair.Property(p => p.EndedBy).HasMaxLength(ActorMax);
            pair.Property(p => p.EndedByName).HasMaxLength(NameMax);
            pair.Property(p => p.EndReason).HasMaxLength(NoteMax);
            pair.HasMany(p => p.Evidence).WithOne().HasForeignKey(e => e.PairId);
            pair.HasIndex(p => new { p.LeadingId, p.State }).HasDatabaseName("ix_registry_pair_leading");
            pair.HasIndex(p => new { p.OtherId, p.State }).HasDatabaseName("ix_registry_pair_other");
            pair.HasIndex(p => new { p.State, p.ProposedAt }).HasDatabaseName("ix_registry_pair_state");
        }
    }
}

// Who does something to a judgement, when.
internal sealed record PairAct(string Id, string Name, DateTime At);
