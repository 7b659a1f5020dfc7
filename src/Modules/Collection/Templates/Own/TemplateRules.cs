using System.Buffers;
using System.Globalization;
using System.Text.RegularExpressions;
using Gongxin.Collection.Checks;
using Gongxin.Contracts.Standards;
using Gongxin.Kernel.Tabular;

namespace Gongxin.Collection.Templates.Own;

// What stands against putting a template into force, each with its place. What would not even compile is looked for first.
internal static partial class TemplateRules
{
    public const int TitleMax = 200;
    public const int SummaryMax = 1000;
    public const int SheetsMax = 20;
    public const int ColumnsMax = 100;
    public const int RowsMax = 1000;
    public const int ChecksMax = 300;
    public const int NameMax = 100;
    public const int UnitMax = 20;
    public const int MessageMax = 500;
    public const int FaultsMax = 100;

    // What Excel takes as the name of a sheet.
    public const int SheetNameMax = 31;
    public static readonly IReadOnlyList<ColumnType> Types = [ColumnType.Decimal, ColumnType.Integer, ColumnType.Text, ColumnType.Date];

    private static readonly SearchValues<char> NotInSheetNames = SearchValues.Create("[]:*?/\\'!");

    public static IReadOnlyList<TemplateFault> Of(TemplateContent content, ICodeLists lists)
    {
        var faults = Structure(content, lists).Take(FaultsMax).ToList();
        if (faults.Count > 0)
        {
            return faults;
        }

        return [.. new TemplateForm(content, lists).Checks.Faults.Take(FaultsMax).Select(f => new TemplateFault(f.Rule.Code, f.Fault.Code, f.Fault.Args) { At = f.Fault.At, Length = f.Fault.Length })];
    }

    public static bool IsCode(string code) => code.Length <= OwnTemplate.CodeMax && GoodCode().IsMatch(code);

    private static IEnumerable<TemplateFault> Structure(TemplateContent content, ICodeLists lists)
    {
        if (!IsText(content.Title, TitleMax) || content.TitleEn.Length > TitleMax)
        {
            yield return Fault("", "template.title", Text(TitleMax));
        }

        if (content.Summary.Length > SummaryMax || content.SummaryEn.Length > SummaryMax)
        {
            yield return Fault("", "template.summary", Text(SummaryMax));
        }

        if (lists.Item("association-collection-contents", content.Content) is null || lists.Item("update-cycles", content.Cycle) is null)
        {
            yield return Fault("", "template.kind");
        }

        if (content.Marks is { } marks && (!content.IsSurvey || !IsText(marks.Number, SurveyMarks.TextMax) || !IsText(marks.Issuer, SurveyMarks.TextMax) || !IsText(marks.Approval, SurveyMarks.TextMax)))
        {
            yield return Fault("", "template.marks", Text(SurveyMarks.TextMax));
        }

        if (content.Sheets.Count is < 1 or > SheetsMax)
        {
            yield return Fault("", "template.sheets", Text(SheetsMax));
        }

        foreach (var doubled in Doubled(content.Sheets.Select(s => s.Name)))
        {
            yield return Fault(doubled, "template.doubled", doubled);
        }

        foreach (var fault in content.Sheets.SelectMany(s => OfSheet(s, lists)).Concat(OfChecks(content)))
        {
            yield return fault;
        }
    }

    private static IEnumerable<TemplateFault> OfSheet(TemplateSheet sheet, ICodeLists lists)
    {
        if (!IsText(sheet.Name, SheetNameMax) || sheet.Name.StartsWith('_') || sheet.Name.AsSpan().IndexOfAny(NotInSheetNames) >= 0)
        {
            yield return Fault(sheet.Name, "template.sheet-name", Text(SheetNameMax));
        }

        if (sheet.Columns.Count is < 1 or > ColumnsMax || sheet.Rows.Count > RowsMax)
        {
            yield return Fault(sheet.Name, "template.size", Text(ColumnsMax), Text(RowsMax));
        }

        foreach (var name in sheet.Columns.Select(c => c.Name).Concat(sheet.Rows.Select(r => r.Name)).Where(n => !IsText(n, NameMax)))
        {
            yield return Fault($"{sheet.Name} · {name}", "template.name", Text(NameMax));
        }

        foreach (var doubled in Doubled(sheet.Columns.Select(c => c.Name).Concat(sheet.Rows.Select(r => r.Name))))
        {
            yield return Fault($"{sheet.Name} · {doubled}", "template.doubled", doubled);
        }

        foreach (var unit in sheet.Columns.Select(c => c.Unit).Concat(sheet.Rows.Select(r => r.Unit)).Where(u => u?.Length > UnitMax))
        {
            yield return Fault(sheet.Name, "template.unit", unit!, Text(UnitMax));
        }

        foreach (var fault in sheet.Columns.SelectMany(c => OfColumn(sheet, c, lists)).Concat(OfPlaces(sheet)))
        {
            yield return fault;
        }
    }

    private static IEnumerable<TemplateFault> OfColumn(TemplateSheet sheet, TemplateColumn column, ICodeLists lists)
    {
        var place = $"{sheet.Name} · {column.Name}";
        if (!Types.Contains(column.Type))
        {
            yield return Fault(place, "template.type", column.Type.ToString());
        }

        if (column.CodeList is { } list && (lists.Find(list) is null || column.Type is not ColumnType.Text))
        {
            yield return Fault(place, "template.code-list", list);
        }

        var isNumber = column.Type is ColumnType.Integer or ColumnType.Decimal or ColumnType.Number;
        if (column.Minimum > column.Maximum || (!isNumber && (column.Minimum is not null || column.Maximum is not null)))
        {
            yield return Fault(place, "template.bounds");
        }

        if (column.LengthMax is { } length && (column.Type is not ColumnType.Text || length is < 1 or > Submissions.ReadValues.ValueMax))
        {
            yield return Fault(place, "template.length", Text(Submissions.ReadValues.ValueMax));
        }
    }

    // Closed cells and keys name columns that there are; a row that takes no value anywhere asks nothing.
    private static IEnumerable<TemplateFault> OfPlaces(TemplateSheet sheet)
    {
        var columns = sheet.Columns.Select(c => c.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var row in sheet.Rows)
        {
            foreach (var name in row.Closed.Where(n => !columns.Contains(n)))
            {
                yield return Fault($"{sheet.Name} · {row.Name}", "template.no-column", name);
            }

            if (row.Closed.Distinct().Count() >= columns.Count)
            {
                yield return Fault($"{sheet.Name} · {row.Name}", "template.shut-row");
            }
        }

        foreach (var name in sheet.Key.Where(n => !columns.Contains(n)))
        {
            yield return Fault(sheet.Name, "template.no-column", name);
        }

        if (sheet.Rows.Count > 0 && sheet.Key.Count > 0)
        {
            yield return Fault(sheet.Name, "template.key");
        }
    }

    private static IEnumerable<TemplateFault> OfChecks(TemplateContent content)
    {
        if (content.Checks.Count > ChecksMax)
        {
            yield return Fault("", "template.checks", Text(ChecksMax));
        }

        foreach (var doubled in Doubled(content.Checks.Select(c => c.Code)))
        {
            yield return Fault(doubled, "template.doubled", doubled);
        }

        foreach (var check in content.Checks.Where(c => !IsText(c.Code, CheckRule.CodeMax) || c.Message?.Length > MessageMax || c.MessageEn?.Length > MessageMax))
        {
            yield return Fault(check.Code, "template.check", Text(CheckRule.CodeMax), Text(MessageMax));
        }
    }

    private static IEnumerable<string> Doubled(IEnumerable<string> names) => names.GroupBy(n => n, StringComparer.Ordinal).Where(g => g.Count() > 1).Select(g => g.Key);

    private static bool IsText(string text, int max) => !string.IsNullOrWhiteSpace(text) && text.Length <= max && text.Trim().Length == text.Length;

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static TemplateFault Fault(string place, string code, params string[] args) => new(place, code, args);

    [GeneratedRegex("^[a-z][a-z0-9]*(-[a-z0-9]+)*$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex GoodCode();
}

// Place: sheet, column or check; empty for the template as a whole. At and Length lie in a check's expression.
internal sealed record TemplateFault(string Place, string Code, IReadOnlyList<string> Args)
{
    public int? At { get; init; }
    public int? Length { get; init; }
}
