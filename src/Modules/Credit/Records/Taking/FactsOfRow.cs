using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Gongxin.Contracts.Credit;
using Gongxin.Contracts.Registry;
using Gongxin.Credit.Publicity;
using Gongxin.Credit.Records.Templates;
using Gongxin.Kernel.Rules;
using Gongxin.Kernel.Text;
using Gongxin.Kernel.Time;

namespace Gongxin.Credit.Records.Taking;

// What a checked row says, with what the rules make of it.
internal sealed class FactsOfRow(PublicityRules publicity, RuleBook rules, WorkCalendar calendar)
{
    private const string PublishRule = "SGS_7WD";

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // Many decisions of a file are of one day and class, and windows and deadlines walk over calendars.
    private const int KnownMax = 10_000;

    private readonly ConcurrentDictionary<PublicityFacts, PublicityWindow> _windows = [];
    private readonly ConcurrentDictionary<DateOnly, DateOnly?> _due = [];

    public RecordFacts Of(RowReading row, SubjectId subject)
    {
        var parts = row.Template.Parts;
        var isPenalty = row.Template.Kind is RecordKind.Penalty;
        var decidedOn = row.Days[parts.DecidedOn];
        DateOnly? validUntil = row.Days.TryGetValue(parts.ValidUntil, out var until) ? until : null;
        Severity? severity = isPenalty ? PenaltyClass.SeverityOf(row["CF_CFLB"] ?? "") : null;
        var isSafety = isPenalty && PenaltyClass.IsSafetyField(row["CF_YJ"] ?? "");
        var window = Known(_windows, facts => publicity.WindowOf(facts), new PublicityFacts(
            isPenalty ? PublicityKind.Penalty : PublicityKind.Licence, decidedOn, severity ?? Severity.General, isSafety, isPenalty ? null : validUntil));
        if (row.Days.TryGetValue("CF_GSJZQ", out var stated) && window.IsShown && !window.Allows(stated))
        {
            row.Warn("CF_GSJZQ", "credit.publicity-outside-window");
        }

        var name = row[parts.Name]!;
        var json = JsonSerializer.Serialize(Kept(row), Plain);
        return new(
            subject, RecordId.Of(row.Template.Kind, row[parts.AuthorityCode]!, row[parts.Number]!, subject), row.Template.Kind, name, CompanyName.Normal(name),
            row[parts.Uscc]!, row[parts.Number]!, row[parts.Title] ?? "", row[parts.Authority]!, row[parts.AuthorityCode]!, decidedOn)
        {
            ValidUntil = validUntil,
            Severity = severity,
            IsSafetyField = isSafety,
            FineFen = AmountOf(row, "CF_NR_FK"),
            ConfiscatedFen = AmountOf(row, "CF_NR_WFFF"),
            IsInForce = isPenalty || row["XK_ZT"] is not ("0" or "2"),
            Window = window,
            DueOn = Known(_due, DueOn, decidedOn),
            StatedBy = row[parts.SourceCode] ?? "",
            FieldsJson = json,
            Digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json))),
        };
    }

    private static TValue Known<TKey, TValue>(ConcurrentDictionary<TKey, TValue> known, Func<TKey, TValue> find, TKey key)
        where TKey : notnull
    {
        if (known.TryGetValue(key, out var value))
        {
            return value;
        }

        if (known.Count >= KnownMax)
        {
            known.Clear();
        }

        return known[key] = find(key);
    }

    private static SortedDictionary<string, string> Kept(RowReading row)
    {
        var kept = new SortedDictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < row.Template.Fields.Count; i++)
        {
            if (row.Template.Fields[i].IsKept && row[i] is { } value)
            {
                kept[row.Template.Fields[i].Code] = value;
            }
        }

        return kept;
    }

    private DateOnly? DueOn(DateOnly decidedOn) =>
        rules.History(PublishRule).FirstOrDefault(r => r.IsInForceOn(decidedOn))?.DeadlineFrom(decidedOn, calendar).DueOn;

    private static long? AmountOf(RowReading row, string field) => row.Fen.TryGetValue(field, out var fen) ? fen : null;
}
