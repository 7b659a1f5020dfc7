using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Gongxin.Credit.Measures;
using Gongxin.Credit.Standing;

namespace Gongxin.Credit.Answers;

/// <summary>What is answered to a question about a subject.</summary>
public enum CheckVerdict
{
    /// <summary>Something stands against it, or speaks for it.</summary>
    Hit,

    /// <summary>It is in the register, and nothing stands for or against it.</summary>
    NoHit,

    /// <summary>The register does not have it.</summary>
    NotInRegister,

    /// <summary>The name may be of several subjects, or is only similar to one: ask with the code.</summary>
    NameNotCertain,
}

/// <summary>An answer with its question and time, as it is sealed in the ledger.</summary>
/// <param name="Kind">Always <c>credit-check</c>.</param>
/// <param name="Asked">Code or name, as it was asked.</param>
/// <param name="Purpose">licensing, procurement, funding, qualification, award, supervision or other.</param>
/// <param name="CaseNumber">Number of the case for which it was asked.</param>
/// <param name="AskedBy">Who asked.</param>
/// <param name="Uscc">Of the subject that was meant; null when there is none.</param>
/// <param name="FactCount">How many stand for or against it; the newest are listed.</param>
public sealed record CheckAnswer(
    string Kind, Guid Id, DateTime At, string Node, string Asked, string Purpose, string CaseNumber, string AskedBy, CheckVerdict Verdict, string? Uscc, string? Name,
    int FactCount, IReadOnlyList<CheckFact> Facts)
{
    public const string KindOfAll = "credit-check";
    public const int FactsMax = 20;
    public const int MeasuresMax = 8;

    /// <summary>Joint measures that bear on the purpose, up to eight; null when there is none.</summary>
    public IReadOnlyList<CheckMeasure>? Measures { get; init; }

    /// <summary>How many joint measures bear on the purpose; null when there is none.</summary>
    public int? MeasureCount { get; init; }

    /// <summary>True when the subject is trustworthy and goes first: an incentive says so, and no measure is taken against it.</summary>
    public bool? GreenChannel { get; init; }

    // How answers are written. What was given is kept as it was, so a change here changes no old answer.
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    internal string ToJson() => JsonSerializer.Serialize(this, Options);

    internal static CheckAnswer Of(string json) => JsonSerializer.Deserialize<CheckAnswer>(json, Options)!;
}

/// <summary>One thing that stands for or against a subject.</summary>
/// <param name="Kind">Code of a class of records, or of a list.</param>
/// <param name="Weight">adverse or favourable.</param>
/// <param name="Standing">under-objection or under-repair; null when nothing is open.</param>
public sealed record CheckFact(
    string Kind, StandingWeight Weight, Guid Id, string Number, string Name, string? LegalBasis, string DecidedBy, DateOnly Since, DateOnly? Until, string? Standing)
{
    private const int TextMax = 160;

    internal static CheckFact Of(StandingFact fact) => new(
        fact.Kind, fact.Weight, fact.Id, fact.Number, Short(fact.Name), fact.LegalBasis is { } basis ? Short(basis) : null, fact.DecidedBy, fact.Since, fact.Until, fact.Standing);

    private static string Short(string text) => text.Length > TextMax ? text[..TextMax] + "…" : text;
}
