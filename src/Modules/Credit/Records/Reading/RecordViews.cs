using System.Text.Json;
using Gongxin.Contracts.Credit;
using Gongxin.Contracts.Registry;
using Gongxin.Credit.Records.Marks;
using Gongxin.Kernel.Text;

namespace Gongxin.Credit.Records.Reading;

/// <summary>A record in a list.</summary>
/// <param name="Kind">licence or penalty.</param>
/// <param name="Number">Number of the deciding document.</param>
/// <param name="Severity">minor, general or serious; null for licences.</param>
/// <param name="FineFen">Fine in fen; null when none is stated.</param>
/// <param name="Regime">Rules by which it is public; see the periods of publicity.</param>
/// <param name="RepairFrom">First day on which repair may end publicity; null for licences.</param>
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

    internal static RecordItem Of(CreditRecord record) => new(
        record.Id.Value, WordOf(record.Kind), record.SubjectUscc, record.SubjectName, record.Number, record.Title, record.Authority, record.AuthorityUscc,
        record.DecidedOn, record.Severity?.ToString().ToLowerInvariant(), record.FineFen, record.ConfiscatedFen, record.Regime.ToString().ToLowerInvariant(),
        record.FromOn, record.RepairFromOn, record.UntilOn, record.DueOn, record.FirstSeenOn, record.IsLate)
    {
        Standing = record.Standing,
    };

    internal static string WordOf(RecordKind kind) => kind is RecordKind.Licence ? "licence" : "penalty";
}

/// <summary>A record whole: its fields as stated, and who stated it when.</summary>
public sealed record RecordView(RecordItem Record, IReadOnlyList<FieldView> Fields, IReadOnlyList<StatementView> Statements)
{
    /// <summary>What was done to it, in order.</summary>
    public IReadOnlyList<MarkView> Marks { get; init; } = [];
}

/// <summary>A field as stated.</summary>
/// <param name="Code">Name under which platforms exchange it, such as <c>CF_WFXW</c>.</param>
public sealed record FieldView(string Code, TwoTexts Name, string Value)
{
    // In the order of the template.
    internal static IReadOnlyList<FieldView> Of(RecordKind kind, string json)
    {
        var values = JsonSerializer.Deserialize<Dictionary<string, string>>(json) ?? [];
        return [.. Templates.RecordTemplate.Of(kind).Fields.Where(f => values.ContainsKey(f.Code)).Select(f => new FieldView(f.Code, f.Name, values[f.Code]))];
    }
}

/// <summary>That somebody said something of the record.</summary>
/// <param name="Number">Statements of a record are counted from 1.</param>
/// <param name="Source">Who handed it in.</param>
/// <param name="IsCounting">Whether the record shows this one.</param>
public sealed record StatementView(int Number, string Source, DateOnly FirstSeenOn, DateOnly LastSeenOn, bool IsCounting, string Digest);

/// <summary>A subject and how much is public of it today.</summary>
public sealed record SubjectCreditView(string? Uscc, string Name, SubjectKind Kind, SubjectState State, string? Region, long LicenceCount, long PenaltyCount)
{
    /// <summary>As what else it is kept, where it was judged to be the same; null otherwise. What is told is told of all.</summary>
    public IReadOnlyList<KnownAs>? KnownAs { get; init; }
}

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
