using System.Text;
using Gongxin.Credit.Records.Templates;
using Gongxin.Kernel.Tabular;
using Gongxin.Kernel.Tabular.Workbooks;
using Gongxin.Kernel.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Gongxin.Credit.Records.Classes;

// /credit/classes/CLASS/template.csv and .xlsx: the empty table of a class with its headings; in a workbook a second sheet says what goes into
// each. A table that lacks the key is passed over when the file comes back, so that sheet may stay.
internal static class ClassTemplateFile
{
    private const string ExplainSheet = "填写说明";
    private static readonly string[] ExplainHead = ["字段", "名称", "必填", "有误时拒收该行", "类型", "最长字符数", "可选值"];

    public static FileContentHttpResult HandleCsv(string @class)
    {
        var of = ClassOf(@class);
        return TypedResults.File(Csv(RecordTemplate.Of(of.Kind)), "text/csv; charset=utf-8", $"{of.Code}.csv");
    }

    public static FileContentHttpResult HandleWorkbook(string @class)
    {
        var of = ClassOf(@class);
        return TypedResults.File(Workbook(of, RecordTemplate.Of(of.Kind)), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", $"{of.Code}.xlsx");
    }

    private static RecordClass ClassOf(string code) => RecordClass.ByCode(code) ?? throw CreditRefusals.ClassNotFound();

    private static byte[] Csv(RecordTemplate template) =>
        [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(string.Join(',', template.Fields.Select(f => CsvCell.Of(f.Name.Zh))) + "\r\n")];

    private static byte[] Workbook(RecordClass of, RecordTemplate template)
    {
        using var to = new MemoryStream();
        using (var book = new XlsxWriter(to))
        {
            book.BeginSheet(of.Code, Columns(template.Fields.Select(f => f.Name.Zh)));
            book.BeginSheet(ExplainSheet, Columns(ExplainHead));
            foreach (var field in template.Fields)
            {
                Write(book, [field.Code, field.Name.Zh, YesNo(field.Needed.Length > 0), YesNo(template.Parts.Decisive.Contains(field.Code)), field.Kind, $"{field.LengthMax}", string.Join('；', field.Options)]);
            }

            book.Complete();
        }

        return to.ToArray();
    }

    private static void Write(XlsxWriter book, IReadOnlyList<string> cells)
    {
        book.BeginRow();
        foreach (var cell in cells)
        {
            book.WriteText(Encoding.UTF8.GetBytes(cell));
        }

        book.EndRow();
    }

    private static List<ColumnSchema> Columns(IEnumerable<string> names) => [.. names.Select(n => new ColumnSchema { Name = n, Type = ColumnType.Text })];

    private static string YesNo(bool yes) => yes ? "是" : "否";
}
