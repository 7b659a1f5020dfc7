using System.Text.RegularExpressions;
using Gongxin.Kernel.Identifiers;
using Gongxin.Kernel.Text;

namespace Gongxin.Credit.Records.Templates;

// The rules of single fields, and of fields together. Each finding names its field and a code that docs/problems.md explains.
internal static partial class FieldRules
{
    private const string Person = "自然人";

    // Needed where that other field is there.
    private const string WithPrefix = "with:";
    private static readonly string[] Categories = ["法人及非法人组织", Person, "个体工商户"];
    private static readonly string[] LicenceCategories = ["普通", "特许", "认可", "核准", "登记", "其他"];

    private static readonly string[] PenaltyCategories =
    [
        "警告", "通报批评", "罚款", "没收违法所得", "没收非法财物", "暂扣许可证件", "降低资质等级", "吊销许可证件", "限制开展生产经营活动", "责令停产停业", "责令关闭", "限制从业",
        "行政拘留", "其他", "暂扣或吊销许可证", "暂扣或吊销执照",
    ];

    public static void Check(RowReading row, DateOnly today)
    {
        var parts = row.Template.Parts;
        row.IsPerson = row[parts.Category] is { } category && NormalForm.HalfWidth(category) == Person;
        if (row.IsPerson)
        {
            // Nothing of the row is told, not even what is wrong in it.
            row.Findings.Clear();
            row.Findings.Add(new(row.Row, parts.Category, "credit.person-left-out"));
            return;
        }

        for (var i = 0; i < row.Template.Fields.Count; i++)
        {
            CheckField(row, i);
        }

        CheckTogether(row, today);
    }

    private static void CheckField(RowReading row, int place)
    {
        var field = row.Template.Fields[place];
        if (row[place] is not { } value)
        {
            if (IsNeeded(row, field))
            {
                Fault(row, field, "credit.field-missing");
            }

            return;
        }

        if (!field.IsKept)
        {
            row[place] = null;
            return;
        }

        if (value.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t')))
        {
            Fault(row, field, "credit.character-not-allowed");
        }
        else if (field.Kind != "date" && value.Length > field.LengthMax)
        {
            Fault(row, field, "credit.field-too-long");
        }
        else
        {
            CheckKind(row, field, value);
            Mask(row, field);
        }
    }

    public static string WithoutIdentityNumbers(string text) => IdentityNumbers.Masked(text);

    // Facts are told in free text, sometimes with the number of a person in it. It is not kept.
    private static void Mask(RowReading row, RecordField field)
    {
        if (field.Kind is not ("text" or "choice" or "case-number") || row[field.Code] is not { } text)
        {
            return;
        }

        var masked = WithoutIdentityNumbers(text);
        if (masked != text)
        {
            row[field.Code] = masked;
            row.Warn(field.Code, "credit.identity-number-masked", tellText: false);
        }
    }

    private static void CheckKind(RowReading row, RecordField field, string value)
    {
        switch (field.Kind)
        {
            case "uscc":
                CheckUscc(row, field, value);
                break;
            case "organisation-code" when IdentifierRules.CheckOrganisationCode(IdentifierRules.Normalise(value)) is not IdentifierCheck.Valid:
                row.Warn(field.Code, "credit.check-digit-wrong");
                break;
            case "date":
                CheckDay(row, field, value);
                break;
            case "wan":
                CheckAmount(row, field, value);
                break;
            case "wan-signed" when !FieldText.TryFen(value.StartsWith('-') ? value[1..] : value, out _):
                Fault(row, field, "credit.amount-not-readable");
                break;
            case "year" when !Year().IsMatch(value):
                Fault(row, field, "credit.year-not-readable");
                break;
            case "case-number" when !CaseNumber().IsMatch(NormalForm.HalfWidth(value)):
            case "penalty-number" when !PenaltyNumber().IsMatch(NormalForm.HalfWidth(value)):
                row.Warn(field.Code, "credit.number-of-unusual-form");
                break;
            case "category" when !Categories.Contains(value):
            case "choice" when !IsIn(value, field.Options):
                Fault(row, field, "credit.value-not-in-list");
                break;
            case "licence-category" when !IsIn(value, LicenceCategories):
            case "penalty-categories" when !value.Split(['；', ';', '、', ','], StringSplitOptions.TrimEntries).All(v => IsIn(v, PenaltyCategories)):
            case "state" when value is not ("0" or "1" or "2"):
                row.Warn(field.Code, "credit.value-not-in-list");
                break;
        }
    }

    private static void CheckUscc(RowReading row, RecordField field, string value)
    {
        var code = IdentifierRules.Normalise(value);
        row[field.Code] = code;
        switch (IdentifierRules.CheckUscc(code))
        {
            case IdentifierCheck.Valid:
                break;
            case IdentifierCheck.WrongLength or IdentifierCheck.WrongCharacter:
                Fault(row, field, "credit.code-malformed");
                break;
            default:
                row.Warn(field.Code, "credit.check-digit-wrong");
                break;
        }
    }

    private static void CheckDay(RowReading row, RecordField field, string value)
    {
        if (!FieldText.TryDay(value, out var day, out var isEndless) || (isEndless && field.Code != row.Template.Parts.ValidUntil))
        {
            Fault(row, field, "credit.date-not-readable");
        }
        else if (day is { } read)
        {
            row.Days[field.Code] = read;
            row[field.Code] = read.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        }
    }

    private static void CheckAmount(RowReading row, RecordField field, string value)
    {
        if (FieldText.TryFen(value, out var fen))
        {
            row.Fen[field.Code] = fen;
        }
        else
        {
            Fault(row, field, "credit.amount-not-readable");
        }
    }

    private static void CheckTogether(RowReading row, DateOnly today)
    {
        var parts = row.Template.Parts;
        if (row.Days.TryGetValue(parts.DecidedOn, out var decided) && (decided > today || decided < Kernel.Time.DeadlineCount.FromMin))
        {
            row.Refuse(parts.DecidedOn, decided > today ? "credit.date-in-future" : "credit.date-not-readable");
        }

        if (row.DayOf(parts.ValidFrom) is { } from && row.DayOf(parts.ValidUntil) is { } until && until < from)
        {
            row.Warn(parts.ValidUntil!, "credit.dates-in-disorder");
            row.Days.Remove(parts.ValidUntil!);
            row[parts.ValidUntil!] = null;
        }

        // What has not happened yet is not told, and nothing ends before it began.
        if (row.DayOf(parts.EndedOn) is { } ended && (ended > today || ended < decided))
        {
            row.Refuse(parts.EndedOn!, ended > today ? "credit.date-in-future" : "credit.dates-in-disorder");
        }
    }

    private static bool IsNeeded(RowReading row, RecordField field) => field.Needed switch
    {
        "always" => true,
        "organisation" => !row.IsPerson,
        "fine" => Has(row, "罚款"),
        "confiscation" => Has(row, "没收"),
        "seizure" => Has(row, "暂扣") || Has(row, "吊销"),
        _ when field.Needed.StartsWith(WithPrefix, StringComparison.Ordinal) => row[field.Needed[WithPrefix.Length..]] is not null,
        _ => false,
    };

    private static bool Has(RowReading row, string word) => row["CF_CFLB"] is { } kinds && kinds.Contains(word, StringComparison.Ordinal);

    // A fault in what makes a record, or decides who sees it, refuses the row; elsewhere the field is emptied and the row is kept.
    private static void Fault(RowReading row, RecordField field, string finding)
    {
        if (row.Template.Parts.Decisive.Contains(field.Code))
        {
            row.Refuse(field.Code, finding);
            return;
        }

        row.Warn(field.Code, finding, field.IsKept);
        row[field.Code] = null;
    }

    private static bool IsIn(string value, IReadOnlyList<string> list) => list.Any(v => value == v || (v == "其他" && value.StartsWith("其他", StringComparison.Ordinal)));

    [GeneratedRegex(@"罚(字)?(决字)?.{0,6}[\(\[〔【](19|20)\d\d[\)\]〕】].*\d+号", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PenaltyNumber();

    [GeneratedRegex(@"^(19|20)\d\d$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Year();

    [GeneratedRegex(@"[\(\[〔【](19|20)\d\d[\)\]〕】].*(执|民|刑|行|破).*号", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CaseNumber();
}
