using System.Collections.Frozen;
using System.Globalization;
using Gongxin.Contracts.Credit;
using Gongxin.Kernel.Text;

namespace Gongxin.Credit.Records.Templates;

// One exchanged field. Kind names its check; Needed when it must be there; Shown whether it may leave the module (never: names and
// numbers of natural persons, which are not even kept).
internal sealed record RecordField(string Code, TwoTexts Name, string Kind, int LengthMax, string Needed, bool IsKept);

// The fields of one kind of record, and which of them play a part in every record. The fields are data (licence.csv, penalty.csv).
internal sealed class RecordTemplate
{
    private readonly FrozenDictionary<string, int> _byHeading;

    private RecordTemplate(RecordKind kind, string file, RecordParts parts)
    {
        Kind = kind;
        Parts = parts;
        var rows = OwnCsv.ReadEmbedded(typeof(RecordTemplate).Assembly, $"Gongxin.Credit.Records.Templates.{file}.csv");
        var (code, zh, en) = (rows.IndexOf("code"), rows.IndexOf("name_zh"), rows.IndexOf("name_en"));
        var (check, length, needed, shown) = (rows.IndexOf("kind"), rows.IndexOf("length_max"), rows.IndexOf("needed"), rows.IndexOf("shown"));
        Fields =
        [
            .. rows.Rows.Select(r => new RecordField(
                r[code], new TwoTexts(r[zh], r[en]), r[check], int.Parse(r[length], NumberStyles.None, CultureInfo.InvariantCulture), r[needed], r[shown] != "never")),
        ];
        _byHeading = Fields.Select((f, i) => (f, i)).SelectMany(p => new[] { (p.f.Code, p.i), (HeadingOf(p.f.Name.Zh), p.i) })
            .DistinctBy(p => p.Item1).ToFrozenDictionary(p => p.Item1, p => p.i, StringComparer.OrdinalIgnoreCase);
    }

    public static RecordTemplate Licence { get; } = new(RecordKind.Licence, "licence", new RecordParts("XK")
    {
        Title = "XK_NR", Authority = "XK_XKJG", AuthorityCode = "XK_XKJGDM", Source = "XK_LYDW", SourceCode = "XK_LYDWDM", ValidUntil = "XK_YXQZI",
    });

    public static RecordTemplate Penalty { get; } = new(RecordKind.Penalty, "penalty", new RecordParts("CF")
    {
        Title = "CF_WFXW", Authority = "CF_CFJG", AuthorityCode = "CF_CFJGDM", Source = "CF_SJLY", SourceCode = "CF_SJLYDM", ValidUntil = "CF_YXQ",
    });

    public RecordKind Kind { get; }
    public RecordParts Parts { get; }
    public IReadOnlyList<RecordField> Fields { get; }

    public static RecordTemplate Of(RecordKind kind) => kind is RecordKind.Licence ? Licence : Penalty;

    /// <summary>Place of the field that a column's heading names, by its exchanged name or its Chinese one; -1 when none.</summary>
    public int FieldOf(string heading) => _byHeading.GetValueOrDefault(HeadingOf(heading), -1);

    private static string HeadingOf(string heading) => NormalForm.HalfWidth(heading).Replace(" ", "", StringComparison.Ordinal).Trim();
}

// The fields that every record has, whatever its kind.
internal sealed record RecordParts(string Prefix)
{
    public string Name => Prefix + "_XDR_MC";
    public string Category => Prefix + "_XDR_LB";
    public string Uscc => Prefix + "_XDR_SHXYM";
    public string Number => Prefix + "_WSH";
    public string DecidedOn => Prefix + "_JDRQ";
    public required string Title { get; init; }
    public required string Authority { get; init; }
    public required string AuthorityCode { get; init; }
    public required string Source { get; init; }
    public required string SourceCode { get; init; }
    public required string ValidUntil { get; init; }

    /// <summary>Without these there is no record.</summary>
    public IReadOnlyList<string> Key => [Name, Category, Uscc, Number, DecidedOn, Authority, AuthorityCode];
}
