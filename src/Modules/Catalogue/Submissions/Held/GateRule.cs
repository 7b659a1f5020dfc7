using System.Globalization;
using Gongxin.Contracts.Datastore;
using Gongxin.Kernel.Text;

namespace Gongxin.Catalogue.Submissions.Held;

// One dated threshold: from how many cells of a kind on, and from which share of those that look like it, a table is held. All are
// settings of the platform and never shown as law.
internal sealed record GateRule(string Code, TwoTexts Name, PersonalDataKind Kind, long CellsMin, int SharePercentMin, DateOnly ValidFrom, DateOnly? ValidTo)
{
    public bool IsInForceOn(DateOnly day) => day >= ValidFrom && (ValidTo is null || day <= ValidTo);

    public bool Holds(PersonalDataFound found) => found.Kind == Kind && found.Cells >= CellsMin && found.Cells * 100 >= found.Candidates * SharePercentMin;
}

internal static class GateRules
{
    private static readonly Lazy<IReadOnlyList<GateRule>> Shipped = new(() => [.. Read()]);

    public static IReadOnlyList<GateRule> All => Shipped.Value;

    // Why a table must be looked at by a person before it is public; empty when it need not be.
    public static IReadOnlyList<HoldReason> Judge(PersonalDataScan scan, DateOnly day) =>
    [
        .. from found in scan.Columns
           from rule in All
           where rule.IsInForceOn(day) && rule.Holds(found)
           select new HoldReason(found.Column, found.Kind, found.Cells, found.Candidates, found.Examples, rule.Code, rule.ValidFrom, rule.CellsMin, rule.SharePercentMin),
    ];

    private static IEnumerable<GateRule> Read()
    {
        var file = OwnCsv.ReadEmbedded(typeof(GateRule).Assembly, "Gongxin.Catalogue.Submissions.Held.gate-rules.csv");
        return file.Rows.Select(row => Read(column => row[file.IndexOf(column)]));
    }

    private static GateRule Read(Func<string, string> cell) => new(
        cell("code"),
        new TwoTexts(cell("name_zh"), cell("name_en")),
        Enum.Parse<PersonalDataKind>(cell("kind")),
        long.Parse(cell("cells_min"), NumberStyles.None, CultureInfo.InvariantCulture),
        int.Parse(cell("share_percent_min"), NumberStyles.None, CultureInfo.InvariantCulture),
        Day(cell("valid_from")),
        cell("valid_to").Length == 0 ? null : Day(cell("valid_to")));

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}

// What was found, and the threshold that it passed with the day from which that holds.
public sealed record HoldReason(
    string Column, PersonalDataKind Kind, long Cells, long Candidates, IReadOnlyList<string> Examples, string Rule, DateOnly RuleFrom, long CellsMin, int SharePercentMin);
