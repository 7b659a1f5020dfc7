using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text.Json;
using Gongxin.Collection.Checks;
using Gongxin.Collection.Checks.Frames;
using Gongxin.Contracts.Standards;
using Gongxin.Kernel.Tabular;
using Gongxin.Kernel.Text;

namespace Gongxin.Collection.Templates;

// A template made ready for use: its shape, its compiled checks, its code lists.
internal sealed class TemplateForm
{
    private readonly ICodeLists _lists;

    public TemplateForm(TemplateContent content, ICodeLists lists)
    {
        Content = content;
        _lists = lists;
        Shape = new FormShape([.. content.Sheets.Select(SheetOf)]);
        Checks = CheckProgram.Compile(Shape, [.. content.Checks.Select(RuleOf)]);
        Digest = Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(content, ReadyTemplates.Json)));
    }

    public TemplateContent Content { get; }
    public FormShape Shape { get; }
    public CheckProgram Checks { get; }

    // Of everything that the form asks and checks: a form filled in says by it what it was made from.
    public string Digest { get; }

    // Cells that one hand-in fills: those of the sheets of cells, and of one row of each list.
    public int CellCount => Content.Sheets.Sum(s => s.Rows.Count == 0 ? s.Columns.Count : s.Rows.Sum(r => s.Columns.Count - r.Closed.Count));

    public CodeList? ListOf(TemplateColumn column) => column.CodeList is null ? null : _lists.Find(column.CodeList);

    // What the parts of a template must meet beside what its checks must.
    public IEnumerable<string> Faults()
    {
        foreach (var sheet in Content.Sheets)
        {
            var names = sheet.Columns.Select(c => c.Name).Concat(sheet.Rows.Select(r => r.Name)).ToList();
            foreach (var name in names.GroupBy(n => n).Where(g => g.Count() > 1).Select(g => g.Key))
            {
                yield return $"{sheet.Name}: {name} ×2";
            }

            foreach (var column in sheet.Columns.Where(c => c.CodeList is not null && ListOf(c) is null))
            {
                yield return $"{sheet.Name}: {column.CodeList}";
            }

            foreach (var closed in sheet.Rows.SelectMany(r => r.Closed).Concat(sheet.Key).Where(n => sheet.Columns.All(c => c.Name != n)))
            {
                yield return $"{sheet.Name}: {closed}";
            }
        }
    }

    public static CheckRule RuleOf(TemplateCheck check) => new(
        check.Code, check.Sheet, check.Expression, check.Grade,
        check.Message is null ? null : new TwoTexts(check.Message, check.MessageEn ?? check.Message));

    private static FormSheet SheetOf(TemplateSheet sheet)
    {
        var columns = sheet.Columns.Select(c => new FormColumn(c.Name, KindOf(c.Type), c.Unit)).ToList();
        int IndexOf(string name) => columns.FindIndex(c => c.Name == name);
        return new FormSheet(sheet.Name, columns, [.. sheet.Rows.Select(r => new FormRow(r.Name, r.Unit))])
        {
            Key = [.. sheet.Key.Select(IndexOf)],
            Closed = sheet.Rows.SelectMany((r, i) => r.Closed.Select(c => (i * columns.Count) + IndexOf(c))).ToFrozenSet(),
        };
    }

    private static ValueKind KindOf(ColumnType type) => type switch
    {
        ColumnType.Integer or ColumnType.Decimal or ColumnType.Number => ValueKind.Number,
        ColumnType.Date or ColumnType.YearMonth or ColumnType.Year => ValueKind.Date,
        _ => ValueKind.Text,
    };
}
