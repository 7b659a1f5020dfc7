using System.Globalization;
using Gongxin.Catalogue.Versions;
using Gongxin.Contracts.Datastore;
using Gongxin.Kernel.Text;

namespace Gongxin.Catalogue.Submissions.Held;

public enum HoldKind
{
    IdentityNumber,
    MobileNumber,
    BankCard,
    SecretKey,
    SoleTraderCode,
    PlateNumber,
    HomeAddress,

    // Too few rows share a combination of quasi-identifiers.
    RareCombination,

    // Counts of persons that are so small that they point to them.
    SmallCount,

    // Too few rows share a combination once the table is joined with an open dataset.
    JoinRisk,

    // Nothing was found; the node wants every version looked at.
    SecrecyReview,
}

// One dated threshold. For what was found in cells: from how many cells on, and from which share of those that look like it. For
// combinations and counts: how many persons there must be. All are settings of the platform and never shown as law.
internal sealed record GateRule(
    string Code, TwoTexts Name, HoldKind Kind, int CellsMin, int SharePercentMin, bool MayReleaseAsIs, DateOnly ValidFrom, DateOnly? ValidTo)
{
    public bool IsInForceOn(DateOnly day) => day >= ValidFrom && (ValidTo is null || day <= ValidTo);

    public bool Holds(PersonalDataFound found) =>
        KindOf(found.Kind) == Kind && found.Cells >= CellsMin && found.Cells * 100 >= found.Candidates * SharePercentMin;

    private static HoldKind KindOf(PersonalDataKind kind) => kind switch
    {
        PersonalDataKind.IdentityNumber => HoldKind.IdentityNumber,
        PersonalDataKind.MobileNumber => HoldKind.MobileNumber,
        PersonalDataKind.BankCard => HoldKind.BankCard,
        PersonalDataKind.SecretKey => HoldKind.SecretKey,
        PersonalDataKind.SoleTraderCode => HoldKind.SoleTraderCode,
        PersonalDataKind.PlateNumber => HoldKind.PlateNumber,
        PersonalDataKind.HomeAddress => HoldKind.HomeAddress,
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}

internal static class GateRules
{
    private static readonly Lazy<IReadOnlyList<GateRule>> Shipped = new(() => [.. Read()]);

    public static IReadOnlyList<GateRule> All => Shipped.Value;

    public static GateRule InForce(HoldKind kind, DateOnly day) => All.Single(r => r.Kind == kind && r.IsInForceOn(day));

    // Why a table must be looked at by a person before it is public; empty when it need not be.
    public static IReadOnlyList<HoldReason> Judge(StoredTable stored, DateOnly day) =>
        [.. Cells(stored.Table.PersonalData, day), .. stored.Persons is { } persons ? Persons(persons, day) : [], .. Joins(stored.Joins, day)];

    public static HoldReason Secrecy(DateOnly day) => ReasonOf(InForce(HoldKind.SecrecyReview, day), "", 0, 0, []);

    private static IEnumerable<HoldReason> Cells(PersonalDataScan scan, DateOnly day) =>
        from found in scan.Columns
        from rule in All
        where rule.IsInForceOn(day) && rule.Holds(found)
        select ReasonOf(rule, found.Column, found.Cells, found.Candidates, found.Examples);

    private static IEnumerable<HoldReason> Persons(PersonTable persons, DateOnly day)
    {
        var rule = InForce(persons.CountColumn is null ? HoldKind.RareCombination : HoldKind.SmallCount, day);
        return persons.RowsBelow == 0 ? [] : [ReasonOf(rule, persons.CountColumn ?? string.Join(", ", persons.Columns), persons.RowsBelow, persons.Rows, []) with { SmallestClass = persons.SmallestClass }];
    }

    // Examples name the open dataset and its version.
    private static IEnumerable<HoldReason> Joins(IReadOnlyList<OpenJoin> joins, DateOnly day) =>
        joins.Where(j => j.Joined.RowsBelow > 0).Select(j => Rare(j, InForce(HoldKind.JoinRisk, day)));

    private static HoldReason Rare(OpenJoin open, GateRule rule)
    {
        var joined = open.Joined;
        var example = string.Create(CultureInfo.InvariantCulture, $"{open.Dataset}/{open.Version}");
        return ReasonOf(rule, joined.Key + ": " + string.Join(", ", joined.Columns), joined.RowsBelow, joined.Rows, [example]) with { SmallestClass = joined.SmallestClass };
    }

    private static HoldReason ReasonOf(GateRule rule, string column, long cells, long candidates, IReadOnlyList<string> examples) =>
        new(column, rule.Kind, cells, candidates, examples, rule.Code, rule.ValidFrom, rule.CellsMin, rule.SharePercentMin);

    private static IEnumerable<GateRule> Read()
    {
        var file = OwnCsv.ReadEmbedded(typeof(GateRule).Assembly, "Gongxin.Catalogue.Submissions.Held.gate-rules.csv");
        return file.Rows.Select(row => Read(column => row[file.IndexOf(column)]));
    }

    private static GateRule Read(Func<string, string> cell) => new(
        cell("code"),
        new TwoTexts(cell("name_zh"), cell("name_en")),
        Enum.Parse<HoldKind>(cell("kind")),
        int.Parse(cell("cells_min"), NumberStyles.None, CultureInfo.InvariantCulture),
        int.Parse(cell("share_percent_min"), NumberStyles.None, CultureInfo.InvariantCulture),
        cell("may_release_as_is") == "yes",
        Day(cell("valid_from")),
        cell("valid_to").Length == 0 ? null : Day(cell("valid_to")));

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}

// What was found, and the threshold that it passed with the day from which that holds. Of a combination, `Column` names all its
// columns and `Cells` counts the rows that too few others share.
public sealed record HoldReason(
    string Column, HoldKind Kind, long Cells, long Candidates, IReadOnlyList<string> Examples, string Rule, DateOnly RuleFrom, long CellsMin, int SharePercentMin)
{
    // Rows that share the rarest combination.
    public long? SmallestClass { get; init; }
}
