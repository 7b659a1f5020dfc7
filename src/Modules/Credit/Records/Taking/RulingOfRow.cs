using System.Collections.Concurrent;
using System.Globalization;
using Gongxin.Contracts.Credit;
using Gongxin.Credit.Publicity;
using Gongxin.Credit.Records.Classes;
using Gongxin.Credit.Records.Templates;
using Gongxin.Kernel.Rules;
using Gongxin.Kernel.Time;

namespace Gongxin.Credit.Records.Taking;

// Who may be told of a row, from when until when, and when it had to be public. Scope is null where the matrix of licences and penalties says
// it all.
internal sealed record Ruling(PublicityWindow Window, DisclosureScope? Scope, DateOnly? DueOn, Severity? Severity, bool IsSafetyField);

// What the rules make of a checked row: licences and penalties by the matrix, other classes by their dated rows.
internal sealed class RulingOfRow(PublicityRules publicity, RuleBook rules, WorkCalendar calendar)
{
    private const string PublishRule = "SGS_7WD";
    private const string YearRule = "ENT_ANNUAL";

    // Many decisions of a file are of one day and class, and windows and deadlines walk over calendars.
    private const int KnownMax = 10_000;

    private readonly ConcurrentDictionary<PublicityFacts, PublicityWindow> _windows = [];
    private readonly ConcurrentDictionary<DateOnly, DateOnly?> _due = [];

    public Ruling Of(RowReading row)
    {
        var decidedOn = row.Days[row.Template.Parts.DecidedOn];
        return row.Template.Class.IsInMatrix ? ByMatrix(row, decidedOn) : ByClass(row, decidedOn);
    }

    private Ruling ByMatrix(RowReading row, DateOnly decidedOn)
    {
        var isPenalty = row.Template.Kind is RecordKind.Penalty;
        Severity? severity = isPenalty ? PenaltyClass.SeverityOf(row["CF_CFLB"] ?? "") : null;
        var isSafety = isPenalty && PenaltyClass.IsSafetyField(row["CF_YJ"] ?? "");
        var window = Known(_windows, facts => publicity.WindowOf(facts), new PublicityFacts(
            isPenalty ? PublicityKind.Penalty : PublicityKind.Licence, decidedOn, severity ?? Severity.General, isSafety,
            isPenalty ? null : row.DayOf(row.Template.Parts.ValidUntil)));
        if (row.Days.TryGetValue("CF_GSJZQ", out var stated) && window.IsShown && !window.Allows(stated))
        {
            row.Warn("CF_GSJZQ", "credit.publicity-outside-window");
        }

        return new(window, null, Known(_due, DueOn, decidedOn), severity, isSafety);
    }

    // A source may narrow what the rule allows, never widen it.
    private Ruling ByClass(RowReading row, DateOnly decidedOn)
    {
        CheckYear(row, decidedOn);
        var (of, parts) = (row.Template.Class, row.Template.Parts);
        var rule = ClassRule.For(of.Code, row.Of(parts.Variety), decidedOn);
        if (rule is null)
        {
            return new(new(PublicityRegime.None, false, decidedOn, null, null, null, null), DisclosureScope.Consent, null, null, false);
        }

        var stated = ScopeOf(row.Of(parts.Scope));
        var scope = stated > rule.Scope ? stated : rule.Scope;
        var until = rule.UntilOf(row.DayOf(parts.ValidUntil), row.DayOf(parts.EndedOn));
        return new(new(PublicityRegime.Class, scope is DisclosureScope.Public, decidedOn, of.IsRepairable ? decidedOn : null, until, null, null), scope, null, null, false);
    }

    // A report of a year comes after it, and by the day that the rule says.
    private void CheckYear(RowReading row, DateOnly decidedOn)
    {
        var number = row.Template.Parts.Number;
        if (row.Template.Fields.First(f => f.Code == number).Kind != "year")
        {
            return;
        }

        var opens = new DateOnly(int.Parse(row[number]!, NumberStyles.None, CultureInfo.InvariantCulture) + 1, 1, 1);
        if (decidedOn < opens)
        {
            row.Refuse(number, "credit.year-not-over");
        }
        else if (rules.History(YearRule).FirstOrDefault(r => r.IsInForceOn(opens))?.DeadlineFrom(opens, calendar).DueOn < decidedOn)
        {
            row.Warn(row.Template.Parts.DecidedOn, "credit.after-the-window");
        }
    }

    private static DisclosureScope ScopeOf(string? stated) => stated switch
    {
        "不公开" => DisclosureScope.Consent,
        "政务共享" => DisclosureScope.Shared,
        _ => DisclosureScope.Public,
    };

    private DateOnly? DueOn(DateOnly decidedOn) =>
        rules.History(PublishRule).FirstOrDefault(r => r.IsInForceOn(decidedOn))?.DeadlineFrom(decidedOn, calendar).DueOn;

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
}
