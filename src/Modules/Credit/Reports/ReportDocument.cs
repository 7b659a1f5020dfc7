using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Gongxin.Contracts.Registry;
using Gongxin.Credit.Standing;

namespace Gongxin.Credit.Reports;

/// <summary>What a report comes to.</summary>
public enum ReportFinding
{
    /// <summary>Something is on record.</summary>
    Records,

    /// <summary>The subject is in the register, and nothing is on record about it.</summary>
    Nothing,

    /// <summary>The register has no subject with this code.</summary>
    NotInRegister,
}

/// <summary>A report as it is issued and sealed. Its JSON is what the digest is of, so a change of the form is another <see cref="Form"/>.</summary>
/// <param name="Kind">Always <c>credit-report</c>.</param>
/// <param name="Site">Name of the site that issues it.</param>
/// <param name="Issuer">Who runs the site; empty when not told.</param>
/// <param name="LedgerSize">Entries that the ledger had: the state of the data that the report tells.</param>
public sealed record ReportDocument(
    int Format, string Kind, string Number, string Code, string Site, string Issuer, DateTime IssuedAt, long LedgerSize, string Uscc, ReportBody Body)
{
    public const int Form = 1;
    public const string KindOfAll = "credit-report";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    internal byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, Options);

    internal static string DigestOf(ReportBody body) => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(body, Options)));
}

/// <summary>What a report says of its subject.</summary>
/// <param name="Subject">Null when the register does not have it.</param>
/// <param name="Sections">The ten parts, in order.</param>
/// <param name="Advice">When which penalty may be repaired.</param>
public sealed record ReportBody(ReportFinding Finding, ReportSubject? Subject, IReadOnlyList<ReportSection> Sections, IReadOnlyList<ReportAdvice> Advice);

/// <summary>The subject as the register has it.</summary>
/// <param name="IsGenerated">True for a subject of a demonstration, which does not exist.</param>
public sealed record ReportSubject(string Name, string? Uscc, SubjectKind Kind, SubjectState State, string? Region, bool IsGenerated)
{
    /// <summary>As what else the register keeps it, where that was judged to be the same subject; null otherwise.</summary>
    public IReadOnlyList<ReportKnownAs>? KnownAs { get; init; }
}

/// <summary>Another entry of the register for the same subject: what stands there is in the report.</summary>
/// <param name="JudgedOn">Day from which they are one.</param>
public sealed record ReportKnownAs(string? Code, string Name, DateOnly JudgedOn);

/// <summary>One of the ten parts.</summary>
/// <param name="IsKept">False when this site keeps no such information: then nothing can be concluded from it.</param>
/// <param name="Total">How many there are; more than are listed when there are too many.</param>
public sealed record ReportSection(ReportPart Part, bool IsKept, long Total, IReadOnlyList<ReportFact> Facts);

/// <summary>One thing on record.</summary>
/// <param name="Kind">Code of a class of records, or of a list.</param>
/// <param name="Since">Day of the decision.</param>
/// <param name="Until">Last day of publicity; null without an end.</param>
/// <param name="Source">The unit that told it.</param>
/// <param name="Standing">under-objection or under-repair; null when nothing is open.</param>
public sealed record ReportFact(
    string Kind, Guid Id, string Number, string Name, string? LegalBasis, string DecidedBy, string DecidedByUscc, DateOnly Since, DateOnly? Until, string? Severity,
    long? AmountFen, string? Source, string? Standing)
{
    internal static ReportFact Of(StandingFact fact) => new(
        fact.Kind, fact.Id, fact.Number, fact.Name, fact.LegalBasis, fact.DecidedBy, fact.DecidedByUscc, fact.Since, fact.Until, fact.Severity, fact.AmountFen, fact.Source, fact.Standing);
}

/// <summary>From which day on repair may end the publicity of a record.</summary>
public sealed record ReportAdvice(string Number, DateOnly RepairFrom);
