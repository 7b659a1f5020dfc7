using System.Text.Json;
using Gongxin.Contracts.Credit;
using Gongxin.Contracts.Registry;
using Gongxin.Credit.Records.Classes;
using Gongxin.Credit.Records.Marks;
using Gongxin.Credit.Records.Templates;
using Gongxin.Kernel.Text;

namespace Gongxin.Credit.Records.Reading;

/// <summary>A record in a list.</summary>
/// <param name="Kind">Code of the class: licence, penalty, abnormal, enforcement, evaluation, honour, contract, annual-report or voluntary.</param>
/// <param name="Number">Number of the deciding document.</param>
/// <param name="Severity">minor, general or serious; null for all but penalties.</param>
/// <param name="FineFen">Fine in fen; null when none is stated.</param>
/// <param name="Regime">Rules by which it is public; see the periods of publicity.</param>
/// <param name="RepairFrom">First day on which repair may end publicity; null where repair means nothing.</param>
/// <param name="PublicUntil">Last day of publicity; null without an end.</param>
/// <param name="DueOn">Last working day for making the decision public; null where no rule set one.</param>
/// <param name="FirstSeenOn">Day on which it came in.</param>
public sealed record RecordItem(
    Guid Id, string Kind, string Uscc, string SubjectName, string Number, string Title, string Authority, string AuthorityUscc, DateOnly DecidedOn,
    string? Severity, long? FineFen, long? ConfiscatedFen, string Regime, DateOnly PublicFrom, DateOnly? RepairFrom, DateOnly? PublicUntil, DateOnly? DueOn,
    DateOnly FirstSeenOn, bool IsLate)
{
    /// <summary>normal, under-objection or under-repair.</summary>
    public string Standing { get; init; } = "normal";

    /// <summary>True where the subject says it of itself and nobody has verified it.</summary>
    public bool IsSelfStated { get; init; }

    internal static RecordItem Of(CreditRecord record) => new(
        record.Id.Value, WordOf(record.Kind), record.SubjectUscc, record.SubjectName, record.Number, record.Title, record.Authority, record.AuthorityUscc,
        record.DecidedOn, record.Severity?.ToString().ToLowerInvariant(), record.FineFen, record.ConfiscatedFen, record.Regime.ToString().ToLowerInvariant(),
        record.FromOn, record.RepairFromOn, record.UntilOn, record.DueOn, record.FirstSeenOn, record.IsLate)
    {
        Standing = record.Standing,
        IsSelfStated = RecordClass.Of(record.Kind).IsSelfStated,
    };

    internal static string WordOf(RecordKind kind) => RecordClass.Of(kind).Code;
}

/// <summary>A record whole: its fields as stated, and who stated it when.</summary>
public sealed record RecordView(RecordItem Record, IReadOnlyList<FieldView> Fields, IReadOnlyList<StatementView> Statements)
{
    /// <summary>What was done to it, in order.</summary>
    public IReadOnlyList<MarkView> Marks { get; init; } = [];

    /// <summary>What sources said before they corrected themselves, in order; empty for licences and penalties.</summary>
    public IReadOnlyList<ChangeView> Changes { get; init; } = [];

    /// <summary>The dated row by which it is public; null for licences and penalties, which follow the periods of publicity.</summary>
    public ClassRuleView? Rule { get; init; }
}

/// <summary>A field as stated.</summary>
/// <param name="Code">Name under which platforms exchange it, such as <c>CF_WFXW</c>.</param>
public sealed record FieldView(string Code, TwoTexts Name, string Value)
{
    /// <summary>True where the subject chose that the value is not public; the value is empty then.</summary>
    public bool IsWithheld { get; init; }

    // In the order of the template. What is kept for bodies only is not even named.
    internal static IReadOnlyList<FieldView> Of(RecordKind kind, string json)
    {
        var values = ValuesOf(json);
        return [.. RecordTemplate.Of(kind).Fields.Select(f => Of(f, values)).OfType<FieldView>()];
    }

    internal static FieldView? Of(RecordField field, Dictionary<string, string> values) =>
        !values.TryGetValue(field.Code, out var value) ? null
        : field.IsPublicIn(values) ? new(field.Code, field.Name, value)
        : field.ChosenBy is not null ? new(field.Code, field.Name, "") { IsWithheld = true }
        : null;

    internal static Dictionary<string, string> ValuesOf(string json) => JsonSerializer.Deserialize<Dictionary<string, string>>(json) ?? [];
}

/// <summary>What a source changed in a field, as far as it is public.</summary>
/// <param name="Statement">Number of the statement that says it anew.</param>
/// <param name="Before">Null where the field was empty.</param>
/// <param name="After">Null where the field is empty now.</param>
public sealed record ChangeView(int Statement, DateOnly On, string Code, TwoTexts Name, FieldView? Before, FieldView? After)
{
    // Each statement against the one that the same source made before it.
    internal static IReadOnlyList<ChangeView> Of(RecordKind kind, IReadOnlyList<RecordStatement> statements)
    {
        var (last, changes) = (new Dictionary<string, Dictionary<string, string>>(StringComparer.Ordinal), new List<ChangeView>());
        foreach (var statement in statements)
        {
            var now = FieldView.ValuesOf(statement.Fields);
            if (last.TryGetValue(statement.Source, out var before))
            {
                changes.AddRange(
                    from field in RecordTemplate.Of(kind).Fields
                    let was = FieldView.Of(field, before)
                    let isNow = FieldView.Of(field, now)
                    where was != isNow || (was is not null && before[field.Code] != now[field.Code])
                    select new ChangeView(statement.Number, statement.FirstSeenOn, field.Code, field.Name, was, isNow));
            }

            last[statement.Source] = now;
        }

        return changes;
    }
}

/// <summary>The dated row by which records of a class are public or not.</summary>
/// <param name="Variety">Which kind of the class; empty for all others.</param>
/// <param name="Scope">public, shared or consent.</param>
/// <param name="End">none, valid, ended or endedOrValid: what ends it.</param>
/// <param name="Certainty">verified, secondary or unverified.</param>
public sealed record ClassRuleView(
    string Variety, string Scope, string End, DateOnly? ValidFrom, DateOnly? ValidTo, TwoTexts LegalBasis, string Certainty, string Source)
{
    internal static ClassRuleView Of(ClassRule rule) => new(
        rule.Variety, rule.Scope.ToString().ToLowerInvariant(), JsonNamingPolicy.CamelCase.ConvertName(rule.End.ToString()), rule.ValidFrom, rule.ValidTo, rule.LegalBasis,
        rule.Certainty.ToString().ToLowerInvariant(), rule.Source);
}

/// <summary>That somebody said something of the record.</summary>
/// <param name="Number">Statements of a record are counted from 1.</param>
/// <param name="Source">Who handed it in.</param>
/// <param name="IsCounting">Whether the record shows this one.</param>
public sealed record StatementView(int Number, string Source, DateOnly FirstSeenOn, DateOnly LastSeenOn, bool IsCounting, string Digest);

/// <summary>A subject and how much is public of it today.</summary>
public sealed record SubjectCreditView(string? Uscc, string Name, SubjectKind Kind, SubjectState State, string? Region, long LicenceCount, long PenaltyCount)
{
    /// <summary>How much is public of each other class of which anything is.</summary>
    public IReadOnlyList<ClassCount> Others { get; init; } = [];

    /// <summary>As what else it is kept, where it was judged to be the same; null otherwise. What is told is told of all.</summary>
    public IReadOnlyList<KnownAs>? KnownAs { get; init; }

    public long Total => LicenceCount + PenaltyCount + Others.Sum(o => o.Count);
}

/// <param name="Kind">Code of the class.</param>
public sealed record ClassCount(string Kind, TwoTexts Name, long Count);

/// <summary>A subject that a search has found.</summary>
/// <param name="FormerName">The name of before by which it was found; null when it was found otherwise.</param>
public sealed record FoundCredit(SubjectCreditView Subject, string? FormerName)
{
    /// <summary>True when the name is that of another entry of the register for the same subject.</summary>
    public bool IsOfOtherEntry { get; init; }
}

/// <summary>How punctually an authority made its decisions public here.</summary>
/// <param name="DecidedCount">Decisions since the day from which this authority's decisions came in.</param>
/// <param name="OnTimeRate">Share that came in within the statutory period, 0 to 1.</param>
public sealed record TimelinessRow(string AuthorityUscc, string Authority, string Kind, long DecidedCount, long LateCount)
{
    public long OnTimeCount => DecidedCount - LateCount;

    public double OnTimeRate => DecidedCount == 0 ? 0 : Math.Round((double)OnTimeCount / DecidedCount, 4);
}
