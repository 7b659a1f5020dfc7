using System.Globalization;
using Gongxin.Contracts.Credit;
using Gongxin.Credit.Records.Classes;
using Gongxin.Kernel.Identifiers;
using Gongxin.Kernel.Text;

namespace Gongxin.Credit.Records.Reading;

/// <summary>Which records are asked for, and from where on.</summary>
internal sealed record RecordFilter
{
    public const int LimitDefault = 50;
    public const int LimitMax = 500;
    private const int WordsMax = 200;

    public RecordKind? Kind { get; init; }
    public string? Uscc { get; init; }
    public string? AuthorityUscc { get; init; }

    // The beginning of a subject's name, as names are compared.
    public string? NameBegins { get; init; }
    public DateOnly? DecidedFrom { get; init; }
    public DateOnly? DecidedUntil { get; init; }
    public bool IsLate { get; init; }
    public int Limit { get; init; } = LimitDefault;
    public RecordPlace? After { get; init; }

    public static RecordFilter Of(string? kind, string? uscc, string? authority, string? name, string? from, string? until) => new()
    {
        Kind = string.IsNullOrEmpty(kind) ? null : (RecordClass.ByCode(kind) ?? throw CreditRefusals.QueryNotReadable("kind", kind)).Kind,
        Uscc = CodeOf("uscc", uscc),
        AuthorityUscc = CodeOf("authority", authority),
        NameBegins = string.IsNullOrWhiteSpace(name) ? null : name.Length <= WordsMax ? CompanyName.Normal(name) : throw CreditRefusals.QueryNotReadable("name", name),
        DecidedFrom = DayOf("decided_from", from),
        DecidedUntil = DayOf("decided_until", until),
    };

    private static string? CodeOf(string parameter, string? code) =>
        string.IsNullOrWhiteSpace(code) ? null
        : code.Length <= 40 && IdentifierRules.Normalise(code.Trim()) is { Length: 18 } plain ? plain
        : throw CreditRefusals.QueryNotReadable(parameter, code);

    private static DateOnly? DayOf(string parameter, string? text) =>
        string.IsNullOrWhiteSpace(text) ? null
        : DateOnly.TryParseExact(NormalForm.HalfWidth(text).Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
        : throw CreditRefusals.QueryNotReadable(parameter, text);
}

/// <summary>A place in the list of records, newest decision first.</summary>
internal sealed record RecordPlace(DateOnly DecidedOn, long Serial)
{
    public static RecordPlace? Parse(string? cursor)
    {
        if (string.IsNullOrEmpty(cursor))
        {
            return null;
        }

        var parts = cursor.Split('.');
        return parts.Length == 2
            && DateOnly.TryParseExact(parts[0], "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var serial)
                ? new(day, serial)
                : throw CreditRefusals.QueryNotReadable("cursor", cursor);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{DecidedOn:yyyyMMdd}.{Serial}");
}
