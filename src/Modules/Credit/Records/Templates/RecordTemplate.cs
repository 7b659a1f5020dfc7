using System.Collections.Frozen;
using System.Globalization;
using Gongxin.Contracts.Credit;
using Gongxin.Credit.Records.Classes;
using Gongxin.Kernel.Text;

namespace Gongxin.Credit.Records.Templates;

// One exchanged field. Kind names its check; Needed when it must be there; Shown to whom it may be told: everybody (public), nobody though it
// is kept (closed), whomever another field says (chosen:FIELD), or it is not even kept (never: names and numbers of natural persons).
internal sealed record RecordField(string Code, TwoTexts Name, string Kind, int LengthMax, string Needed, string Shown, string Role, IReadOnlyList<string> Options)
{
    public const string Chosen = "公示";
    private const string ChosenPrefix = "chosen:";

    public bool IsKept => Shown != "never";

    // The field that says whether this one is public; null where none does.
    public string? ChosenBy => Shown.StartsWith(ChosenPrefix, StringComparison.Ordinal) ? Shown[ChosenPrefix.Length..] : null;

    // Whether everybody may see the value in a row with these values.
    public bool IsPublicIn(IReadOnlyDictionary<string, string> values) => ChosenBy is { } choice ? values.GetValueOrDefault(choice) == Chosen : Shown == "public";
}

// The fields of one class of records, and which of them play a part in every record. The fields are data (CODE.csv).
internal sealed class RecordTemplate
{
    private static readonly FrozenDictionary<RecordKind, RecordTemplate> All = RecordClass.All.ToFrozenDictionary(c => c.Kind, c => new RecordTemplate(c));

    private readonly FrozenDictionary<string, int> _byHeading;

    private RecordTemplate(RecordClass of)
    {
        Class = of;
        Fields =
        [
            .. EmbeddedRow.All($"Records.Templates.{of.Code}.csv").Select(r => new RecordField(
                r["code"], r.Both("name"), r["kind"], int.Parse(r["length_max"], NumberStyles.None, CultureInfo.InvariantCulture), r["needed"], r["shown"], r["role"],
                r["options"].Split('|', StringSplitOptions.RemoveEmptyEntries))),
        ];
        Parts = new(Fields, of.WeighedBy);
        _byHeading = Fields.Select((f, i) => (f, i)).SelectMany(p => new[] { (p.f.Code, p.i), (HeadingOf(p.f.Name.Zh), p.i) })
            .DistinctBy(p => p.Item1).ToFrozenDictionary(p => p.Item1, p => p.i, StringComparer.OrdinalIgnoreCase);
    }

    public static RecordTemplate Licence => Of(RecordKind.Licence);
    public static RecordTemplate Penalty => Of(RecordKind.Penalty);

    public RecordClass Class { get; }
    public RecordKind Kind => Class.Kind;
    public RecordParts Parts { get; }
    public IReadOnlyList<RecordField> Fields { get; }

    public static RecordTemplate Of(RecordKind kind) => All[kind];

    /// <summary>Place of the field that a column's heading names, by its exchanged name or its Chinese one; -1 when none.</summary>
    public int FieldOf(string heading) => _byHeading.GetValueOrDefault(HeadingOf(heading), -1);

    /// <summary>The fields of the key that no heading names: without them a table is none of this class.</summary>
    public IReadOnlyList<string> MissingOf(IEnumerable<string> headings)
    {
        var there = headings.Select(FieldOf).Where(f => f >= 0).Select(f => Fields[f].Code).ToHashSet(StringComparer.Ordinal);
        return [.. Parts.Key.Where(k => !there.Contains(k))];
    }

    private static string HeadingOf(string heading) => NormalForm.HalfWidth(heading).Replace(" ", "", StringComparison.Ordinal).Trim();
}

// The fields that play a part in a record whatever its class, by the roles in the file.
internal sealed class RecordParts
{
    private readonly IReadOnlyList<RecordField> _fields;

    public RecordParts(IReadOnlyList<RecordField> fields, string? weighedBy)
    {
        _fields = fields;
        (Name, Category, Uscc, Number, DecidedOn) = (Of("name")!, Of("category")!, Of("uscc")!, Of("number")!, Of("decided-on")!);
        (Title, Source, SourceCode) = (Of("title")!, Of("source")!, Of("source-code")!);

        // Where nobody decides, the subject itself is who says it.
        (Authority, AuthorityCode) = (Of("authority") ?? Name, Of("authority-code") ?? Uscc);
        (ValidFrom, ValidUntil, EndedOn, Variety, Scope, Basis) = (Of("valid-from"), Of("valid-until"), Of("ended-on"), Of("variety"), Of("scope"), Of("basis"));
        Key = [.. new[] { Name, Category, Uscc, Number, DecidedOn, Authority, AuthorityCode, Variety, Scope, weighedBy }.OfType<string>().Distinct()];
        Decisive = EndedOn is null ? Key : [.. Key, EndedOn];
    }

    public string Name { get; }
    public string Category { get; }
    public string Uscc { get; }
    public string Number { get; }
    public string DecidedOn { get; }
    public string Title { get; }
    public string Authority { get; }
    public string AuthorityCode { get; }
    public string Source { get; }
    public string SourceCode { get; }
    public string? ValidFrom { get; }
    public string? ValidUntil { get; }

    // The day on which what the record tells came to its end, as its source says.
    public string? EndedOn { get; }

    // What kind of its class a record is, where the rule of publicity asks.
    public string? Variety { get; }

    // Whom the record may be shown, where its source says so.
    public string? Scope { get; }
    public string? Basis { get; }

    /// <summary>Without these there is no record.</summary>
    public IReadOnlyList<string> Key { get; }

    /// <summary>A fault in these refuses the row: the key, and what ends publicity.</summary>
    public IReadOnlyList<string> Decisive { get; }

    private string? Of(string role) => _fields.FirstOrDefault(f => f.Role == role)?.Code;
}
