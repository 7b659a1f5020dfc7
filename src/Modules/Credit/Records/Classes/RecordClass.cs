using System.Collections.Frozen;
using Gongxin.Contracts.Credit;
using Gongxin.Credit.Standing;
using Gongxin.Kernel.Text;

namespace Gongxin.Credit.Records.Classes;

// A class of credit information: what its records are called, where they are shown and what they weigh. All of it is data: a row of
// record-classes.csv, its fields in Templates/CODE.csv, its publicity in class-publicity.csv (decision 0049).
internal sealed class RecordClass
{
    private static readonly FrozenDictionary<RecordKind, RecordClass> ByKind;

    static RecordClass()
    {
        All = [.. EmbeddedRow.All("Records.Classes.record-classes.csv").Select(row => new RecordClass(row))];
        ByKind = All.ToFrozenDictionary(c => c.Kind);
    }

    private RecordClass(EmbeddedRow row)
    {
        Kind = Enum.Parse<RecordKind>(row["kind"]);
        (Code, Column, Name, CatalogueClass) = (row["code"], row["column"], row.Both("name"), row["catalogue_class"]);
        Part = Enum.Parse<ReportPart>(row["part"]);
        Weight = Enum.Parse<StandingWeight>(row["weight"]);
        WeighedBy = row["weighed_by"] is { Length: > 0 } field ? field : null;
        (Adverse, Favourable) = (row["adverse"], row["favourable"]);
        (IsRepairable, ShowsChanges, IsSelfStated) = (row["is_repairable"] == "yes", row["shows_changes"] == "yes", row["is_self_stated"] == "yes");
    }

    // In the order in which pages show them.
    public static IReadOnlyList<RecordClass> All { get; }

    public RecordKind Kind { get; }

    // As in addresses, parameters and answers.
    public string Code { get; }

    // Its column of publicity: /credit/COLUMN.
    public string Column { get; }
    public TwoTexts Name { get; }

    // Of the thirteen classes of the catalogue of 2024.
    public string CatalogueClass { get; }
    public ReportPart Part { get; }
    public StandingWeight Weight { get; }

    // The field whose value makes a single record weigh otherwise; null where all weigh the same.
    public string? WeighedBy { get; }
    public bool IsRepairable { get; }

    // Whether everybody may see what a source said before it corrected itself.
    public bool ShowsChanges { get; }

    // The subject says it of itself, and nobody has verified it.
    public bool IsSelfStated { get; }

    // Licences and penalties follow the matrix of PublicityRules and have days by which they must be public; other classes follow dated
    // rows of their own.
    public bool IsInMatrix => Kind is RecordKind.Licence or RecordKind.Penalty;

    private string Adverse { get; }
    private string Favourable { get; }

    public static RecordClass Of(RecordKind kind) => ByKind[kind];

    public static RecordClass? ByCode(string? code) => All.FirstOrDefault(c => c.Code == code);

    // Of an address such as /credit/penalties, /credit/penalties.csv or /credit/penalties/datapackage.json; routes do not look at case.
    public static RecordClass OfPath(string path)
    {
        var column = path.Split('/', '.').SkipWhile(p => !p.Equals("credit", StringComparison.OrdinalIgnoreCase)).ElementAtOrDefault(1);
        return All.First(c => c.Column.Equals(column, StringComparison.OrdinalIgnoreCase));
    }

    // Null where the record weighs as its class does.
    public StandingWeight? WeightBy(string? value) =>
        value is null ? null : value == Adverse ? StandingWeight.Adverse : value == Favourable ? StandingWeight.Favourable : null;
}
