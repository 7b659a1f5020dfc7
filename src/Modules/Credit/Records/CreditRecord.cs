using Gongxin.Contracts.Credit;
using Gongxin.Contracts.Registry;
using Gongxin.Credit.Publicity;
using Gongxin.Credit.Records.Classes;
using Gongxin.Credit.Standing;
using Gongxin.Kernel.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gongxin.Credit.Records;

// One decision about one subject, as the statement that counts tells it. What others say, and what was said before, stands in its
// statements.
//
//   taken ──▶ shown from FromOn to UntilOn ──▶ over          IsShown, FromOn, UntilOn: by the rule of the day of the decision
//     │           │  ▲
//     │           │  └── objection opened ──▶ dismissed, corrected           still shown, marked "under objection"
//     │           │  └── repair opened ──▶ declined                          still shown, marked "under repair"
//     │           └──▶ ended: withdrawn, or repaired while no objection is open
//     ├──▶ told to bodies that have to decide, shown to nobody else (Scope is Shared)
//     └──▶ never shown (minor, invalid licence, no rule, by consent only)
//
// Whether it is shown is a question of the day, so nothing has to run at midnight and nothing can be late. What has ended stays so: a file
// that tells the decision again does not bring it back.
internal sealed partial class CreditRecord : Aggregate
{
    public const int NameMax = 200;
    public const int NumberMax = 128;
    public const int TitleMax = 4000;

    private CreditRecord()
    {
    }

    public SubjectId SubjectId { get; private init; }
    public RecordId Id { get; private init; }

    // Counts all records in the order in which they came in: what lists page by.
    public long Serial { get; private init; }
    public RecordKind Kind { get; private init; }
    public string SubjectName { get; private set; } = "";

    // The name as names are compared, for lists by name.
    public string SubjectNormal { get; private set; } = "";
    public string SubjectUscc { get; private init; } = "";
    public string Number { get; private set; } = "";
    public string Title { get; private set; } = "";
    public string Authority { get; private set; } = "";
    public string AuthorityUscc { get; private init; } = "";
    public DateOnly DecidedOn { get; private set; }
    public DateOnly? ValidUntil { get; private set; }
    public Severity? Severity { get; private set; }
    public bool IsSafetyField { get; private set; }

    // In fen.
    public long? FineFen { get; private set; }
    public long? ConfiscatedFen { get; private set; }

    public PublicityRegime Regime { get; private set; }
    public bool IsShown { get; private set; }
    public DateOnly FromOn { get; private set; }
    public DateOnly? RepairFromOn { get; private set; }
    public DateOnly? UntilOn { get; private set; }

    // Whom the rule of its class allows to be told; null for licences and penalties, which are public or not.
    public DisclosureScope? Scope { get; private set; }

    // Null where it weighs as its class does.
    public StandingWeight? Weight { get; private set; }

    // The day on which a statement told that it is no longer public, though it was; null while that is not so.
    public DateOnly? StoppedOn { get; private set; }

    // The last working day for making the decision public; null where no rule set one.
    public DateOnly? DueOn { get; private set; }

    // The day on which it first came in: what timeliness is measured by.
    public DateOnly FirstSeenOn { get; private init; }
    public bool IsLate { get; private set; }

    // When what is told of it changed last: by a statement that counts, or by an act. What feeds are ordered by.
    public DateTime ChangedAt { get; private set; }
    public int StatementNumber { get; private set; }

    public static CreditRecord Of(RecordFacts facts, long serial, DateOnly today, DateTime at)
    {
        var record = new CreditRecord
        {
            SubjectId = facts.Subject,
            Id = facts.Id,
            Serial = serial,
            Kind = facts.Kind,
            SubjectUscc = facts.SubjectUscc,
            AuthorityUscc = facts.AuthorityUscc,
            FirstSeenOn = today,
        };
        record.Take(facts, 1, today, at);
        return record;
    }

    // The statement with that number is the one that counts from now on.
    public void Take(RecordFacts facts, int statement, DateOnly today, DateTime at)
    {
        ChangedAt = at;
        (SubjectName, SubjectNormal, Number, Title, Authority) = (facts.SubjectName, facts.SubjectNormal, facts.Number, facts.Title, facts.Authority);
        (DecidedOn, ValidUntil, Severity, IsSafetyField) = (facts.DecidedOn, facts.ValidUntil, facts.Severity, facts.IsSafetyField);
        (FineFen, ConfiscatedFen, StatementNumber) = (facts.FineFen, facts.ConfiscatedFen, statement);
        (Scope, Weight) = (facts.Scope, facts.Weight);
        var (window, wasShown) = (facts.Window, IsShown);
        (Regime, IsShown, FromOn, RepairFromOn, UntilOn) = (window.Regime, window.IsShown && facts.IsInForce, window.From, window.RepairFrom, window.Until);
        StoppedOn = IsShown ? null : wasShown ? today : StoppedOn;
        (DueOn, IsLate) = (facts.DueOn, FirstSeenOn > facts.DueOn);
    }

    internal sealed class Map : IEntityTypeConfiguration<CreditRecord>
    {
        public void Configure(EntityTypeBuilder<CreditRecord> record)
        {
            record.ToTable("credit_record");
            record.HasKey(r => new { r.SubjectId, r.Id });
            record.Property(r => r.Kind).HasConversion<string>().HasMaxLength(16);
            record.Property(r => r.SubjectName).HasMaxLength(NameMax);
            record.Property(r => r.SubjectNormal).HasMaxLength(NameMax);
            record.Property(r => r.SubjectUscc).HasMaxLength(18);
            record.Property(r => r.Number).HasMaxLength(NumberMax);
            record.Property(r => r.Title).HasMaxLength(TitleMax);
            record.Property(r => r.Authority).HasMaxLength(NameMax);
            record.Property(r => r.AuthorityUscc).HasMaxLength(18);
            record.Property(r => r.Severity).HasConversion<string>().HasMaxLength(16);
            record.Property(r => r.Scope).HasConversion<string>().HasMaxLength(16);
            record.Property(r => r.Weight).HasConversion<string>().HasMaxLength(16);
            record.Property(r => r.Regime).HasConversion<string>().HasMaxLength(16);
            record.Property(r => r.ObjectionCase).HasMaxLength(CaseMax);
            record.Property(r => r.RepairCase).HasMaxLength(CaseMax);
            record.Property(r => r.End).HasConversion<string>().HasMaxLength(16);
            record.HasIndex(r => r.Id).HasDatabaseName("ix_credit_record_id");
            record.HasIndex(r => new { r.Kind, r.DecidedOn, r.Serial }).HasDatabaseName("ix_credit_record_kind_decided");
            record.HasIndex(r => new { r.Kind, r.ChangedAt, r.Serial }).HasDatabaseName("ix_credit_record_kind_changed");
            record.HasIndex(r => new { r.AuthorityUscc, r.Kind }).HasDatabaseName("ix_credit_record_authority");
            record.HasIndex(r => r.SubjectNormal).HasDatabaseName("ix_credit_record_name");
        }
    }
}

// A decision as one row of a file tells it, checked, with what the rules say of it.
internal sealed record RecordFacts(
    SubjectId Subject, RecordId Id, RecordKind Kind, string SubjectName, string SubjectNormal, string SubjectUscc, string Number, string Title,
    string Authority, string AuthorityUscc, DateOnly DecidedOn)
{
    public DateOnly? ValidUntil { get; init; }
    public Severity? Severity { get; init; }
    public bool IsSafetyField { get; init; }
    public long? FineFen { get; init; }
    public long? ConfiscatedFen { get; init; }

    // A licence that its source calls invalid is not shown.
    public bool IsInForce { get; init; } = true;
    public required PublicityWindow Window { get; init; }
    public DisclosureScope? Scope { get; init; }
    public StandingWeight? Weight { get; init; }
    public DateOnly? DueOn { get; init; }

    // The unit that states it; the deciding authority's own word counts more than others'.
    public required string StatedBy { get; init; }
    public required string FieldsJson { get; init; }
    public required string Digest { get; init; }
}
