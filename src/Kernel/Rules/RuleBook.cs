using System.Collections.Frozen;
using System.Globalization;
using Gongxin.Kernel.Errors;
using Gongxin.Kernel.Text;
using Gongxin.Kernel.Time;

namespace Gongxin.Kernel.Rules;

/// <summary>All dated rules of the platform.</summary>
public sealed class RuleBook
{
    private static readonly Lazy<RuleBook> Shipped = new(() =>
        new RuleBook(Read(OwnCsv.ReadEmbedded(typeof(RuleBook).Assembly, "Gongxin.Kernel.Rules.statutory-deadlines.csv"))));

    private readonly FrozenDictionary<string, Rule[]> _byCode;

    /// <exception cref="InvalidDataException">Two rows of one rule are in force on the same day.</exception>
    public RuleBook(IEnumerable<Rule> rules)
    {
        All = [.. rules];
        _byCode = All.GroupBy(r => r.Code).ToFrozenDictionary(
            g => g.Key,
            g => g.OrderBy(r => r.ValidFrom ?? DateOnly.MinValue).ToArray(),
            StringComparer.Ordinal);
        foreach (var rows in _byCode.Values)
        {
            for (var i = 1; i < rows.Length; i++)
            {
                if (rows[i - 1].ValidTo is not { } end || rows[i].ValidFrom is not { } start || end >= start)
                {
                    throw new InvalidDataException($"Two rows of the rule {rows[i].Code} are in force on the same day.");
                }
            }
        }
    }

    /// <summary>The rules that came with the program.</summary>
    public static RuleBook BuiltIn => Shipped.Value;

    /// <summary>Every row, in the order of the file.</summary>
    public IReadOnlyList<Rule> All { get; }

    /// <summary>What the rule said over time, earliest first; empty when there is no such rule.</summary>
    public IReadOnlyList<Rule> History(string code) => _byCode.GetValueOrDefault(code, []);

    /// <summary>What the rule says for a fact of that day.</summary>
    /// <exception cref="Refusal"><c>rule.unknown</c>, or <c>rule.not-in-force</c> when the rule did not exist on that day.</exception>
    public Rule InForce(string code, DateOnly factOn)
    {
        if (!_byCode.TryGetValue(code, out var rows))
        {
            throw new Refusal("rule.unknown", 404, code);
        }

        return Array.Find(rows, r => r.IsInForceOn(factOn))
            ?? throw new Refusal("rule.not-in-force", 422, code, factOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
    }

    /// <summary>Reads a rules file; its columns are those of <c>statutory-deadlines.csv</c>.</summary>
    public static IEnumerable<Rule> Read(OwnCsv file)
    {
        var at = file.Columns.Select((name, i) => (name, i)).ToDictionary(c => c.name, c => c.i, StringComparer.Ordinal);
        return file.Rows.Select(row => ReadRule(column => row[at[column]]));
    }

    private static Rule ReadRule(Func<string, string> cell) => new()
    {
        Code = cell("code"),
        Name = Both(cell, "name"),
        Event = Both(cell, "event"),
        Period = ReadPeriod(cell),
        Extension = cell("extension").Length == 0 ? 0 : int.Parse(cell("extension"), NumberStyles.None, CultureInfo.InvariantCulture),
        Note = Both(cell, "note"),
        ValidFrom = ReadDay(cell("valid_from")),
        ValidTo = ReadDay(cell("valid_to")),
        LegalBasis = Both(cell, "legal_basis"),
        Certainty = cell("certainty") switch
        {
            "verified" => Certainty.Verified,
            "secondary" => Certainty.Secondary,
            "unverified" => Certainty.Unverified,
            var other => throw new InvalidDataException($"{other} is no certainty."),
        },
        Source = cell("source"),
    };

    private static Period ReadPeriod(Func<string, string> cell)
    {
        var value = cell("value");
        var period = cell("unit") switch
        {
            "day" => Period.Of(Number(value), PeriodUnit.Day, ReadCount(cell("day_kind"))),
            "month" => Period.Months(Number(value)),
            "year" => Period.Years(Number(value)),
            "date" => Period.YearlyUntil(Number(value[..2]), Number(value[3..])),
            var other => throw new InvalidDataException($"{other} is no unit of a period."),
        };
        return period with
        {
            Direction = cell("direction") == "before" ? PeriodDirection.Before : PeriodDirection.After,
            Bound = cell("bound") == "at_least" ? PeriodBound.AtLeast : PeriodBound.AtMost,
        };
    }

    private static DayCount ReadCount(string kind) => kind switch
    {
        "working" => DayCount.Working,
        "calendar" => DayCount.Calendar,
        "unsettled" => DayCount.Unsettled,
        _ => throw new InvalidDataException($"{kind} is no kind of day."),
    };

    private static int Number(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);

    private static DateOnly? ReadDay(string text) =>
        text.Length == 0 ? null : DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static TwoTexts Both(Func<string, string> cell, string column) => new(cell(column + "_zh"), cell(column + "_en"));
}
