using System.Globalization;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using Gongxin.Collection;
using Gongxin.Collection.Checks.Frames;
using Gongxin.Collection.Templates;
using Gongxin.Contracts.Standards;
using Gongxin.Fixtures;
using Gongxin.Kernel.Tabular.Grids;
using Gongxin.Standards;
using Microsoft.Extensions.DependencyInjection;

namespace Gongxin.Tests.Collection.Templates;

// Goal: the templates that come with the program are whole, their checks find what they are for, and their empty forms are
// valid workbooks with drop-downs, bounds and marked inputs.
public sealed class ReadyTemplateTests
{
    private static readonly ServiceProvider Services = new ServiceCollection()
        .AddSingleton(new Gongxin.Kernel.Settings.PlatformSettings { DataFolder = Path.GetTempPath() }).AddStandards().AddCollection().BuildServiceProvider();

    private static readonly ReadyTemplates Ready = Services.GetRequiredService<ReadyTemplates>();

    public static TheoryData<string> Codes => [.. Ready.All.Select(t => t.Content.Code)];

    [Fact]
    public void Every_kind_of_content_has_a_template()
    {
        var lists = Services.GetRequiredService<ICodeLists>();
        Assert.Equal(lists.Find("association-collection-contents")!.Items.Select(i => i.Code), Ready.All.Select(t => t.Content.Content).Distinct());
        Assert.All(Ready.All, t => Assert.NotNull(lists.Item("update-cycles", t.Content.Cycle)));
        Assert.Equal("industry-survey", Assert.Single(Ready.All, t => t.Content.IsSurvey).Content.Code);
    }

    [Theory, MemberData(nameof(Codes))]
    public void A_template_is_whole_and_its_checks_compile(string code)
    {
        var form = Ready.Get(code);
        Assert.Empty(form.Faults());
        Assert.Empty(form.Checks.Faults.Select(f => $"{f.Rule.Code}: {f.Fault.Message(CultureInfo.InvariantCulture)}"));
        Assert.Equal(form.Content.Checks.Count, form.Content.Checks.Select(c => c.Code).Distinct().Count());
        Assert.True(form.CellCount > 0);
    }

    [Fact]
    public void A_template_with_an_unknown_list_or_a_doubled_name_is_told()
    {
        var content = Ready.Get("association-fees").Content;
        var sheet = content.Sheets[0];
        var broken = content with { Sheets = [sheet with { Columns = [.. sheet.Columns, sheet.Columns[1] with { CodeList = "no-such-list" }], Key = ["无"] }] };
        var faults = new TemplateForm(broken, Services.GetRequiredService<ICodeLists>()).Faults().ToList();
        Assert.Equal(["收费项目: 收费性质 ×2", "收费项目: no-such-list", "收费项目: 无"], faults);
    }

    [Fact]
    public void The_monthly_figures_are_checked()
    {
        var form = Ready.Get("industry-monthly");
        var frame = new FormFrame(form.Shape);
        void Put(string sheet, string row, string column, decimal value)
        {
            var s = form.Shape.SheetOf(sheet);
            var of = form.Shape.Sheets[s];
            frame.Numbers[form.Shape.CellOf(s, of.Rows.ToList().FindIndex(r => r.Name == row), of.Columns.ToList().FindIndex(c => c.Name == column))] = value;
        }

        Put("主要经济指标", "营业收入", "本月", 100);
        Put("主要经济指标", "营业收入", "上月累计", 900);
        Put("主要经济指标", "营业收入", "本月累计", 1000);
        Put("期末指标", "从业人员", "期末数", 20);
        Put("期末指标", "产能利用率", "期末数", 75);
        Assert.Equal(0, form.Checks.Run(frame).FailedCount);

        Put("主要经济指标", "营业收入", "本月累计", 1001);
        Put("主要经济指标", "利润总额", "本月", 101);
        Put("期末指标", "从业人员", "期末数", 0);
        Put("期末指标", "产能利用率", "期末数", 130);
        Assert.Equal(["M01", "M04", "M10", "M11"], form.Checks.Run(frame).Findings.Select(f => f.Rule.Code).Order(StringComparer.Ordinal));
    }

    [Theory, MemberData(nameof(Codes))]
    public void An_empty_form_is_a_valid_workbook(string code)
    {
        using var file = Write(code);
        using var book = SpreadsheetDocument.Open(file, false);
        var faults = new OpenXmlValidator(DocumentFormat.OpenXml.FileFormatVersions.Office2013).Validate(book).Select(f => $"{f.Part?.Uri} {f.Path?.XPath}: {f.Description}");
        Assert.Empty(faults);
        var sheets = book.WorkbookPart!.Workbook.Descendants<Sheet>().ToList();
        Assert.Equal([.. Ready.Get(code).Content.Sheets.Select(s => s.Name), "_form", "_codes"], sheets.Select(s => s.Name!.Value));
        Assert.All(sheets.TakeLast(2), s => Assert.Equal(SheetStateValues.Hidden, s.State!.Value));
    }

    [Fact]
    public void An_empty_form_has_drop_downs_bounds_and_marked_inputs()
    {
        using var file = Write("association-fees");
        using var book = SpreadsheetDocument.Open(file, false);
        var sheet = SheetOf(book, "收费项目");
        var validations = sheet.Descendants<DataValidation>().ToDictionary(v => v.SequenceOfReferences!.InnerText!, v => v);
        Assert.Equal("_codes!$A$1:$A$4", validations["B4:B203"].Formula1!.Text);
        Assert.Equal((DataValidationValues.Decimal, "0"), (validations["D4:D203"].Type!.Value, validations["D4:D203"].Formula1!.Text));
        Assert.Equal(DataValidationValues.Date, validations["G4:G203"].Type!.Value);
        Assert.Equal("收费标准（元）", Cell(sheet, "D3").InnerText);
        Assert.NotEmpty(sheet.Descendants<SheetProtection>());
        var styles = book.WorkbookPart!.WorkbookStylesPart!.Stylesheet.CellFormats!.Elements<CellFormat>().ToList();
        Assert.False(styles[(int)Cell(sheet, "D4").StyleIndex!.Value].Protection!.Locked!.Value);
        Assert.Null(styles[(int)Cell(sheet, "D3").StyleIndex!.Value].Protection);
        var form = SheetOf(book, "_form");
        Assert.Equal(["association-fees", "1", Ready.Get("association-fees").Digest], form.Descendants<Cell>().Select(c => c.InnerText));
        Assert.Contains("1 会费", SheetOf(book, "_codes").InnerText, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_form_is_the_same_bytes()
    {
        using var one = Write("industry-survey");
        using var other = Write("industry-survey");
        Assert.Equal(one.ToArray(), other.ToArray());
        using var book = SpreadsheetDocument.Open(one, false);
        Assert.Contains("批准文号：", Cell(SheetOf(book, "经营判断"), "A2").InnerText, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "A1")]
    [InlineData(25, "Z1")]
    [InlineData(26, "AA1")]
    [InlineData(701, "ZZ1")]
    [InlineData(702, "AAA1")]
    public void A_cell_has_an_address(int column, string address) => Assert.Equal(address, SheetGrid.AddressOf(1, column));

    private static MemoryStream Write(string code)
    {
        var file = new MemoryStream();
        BlankForm.Write(Ready.Get(code), file);
        file.Position = 0;
        return file;
    }

    private static Worksheet SheetOf(SpreadsheetDocument book, string name)
    {
        var id = book.WorkbookPart!.Workbook.Descendants<Sheet>().Single(s => s.Name == name).Id!.Value!;
        return ((WorksheetPart)book.WorkbookPart.GetPartById(id)).Worksheet;
    }

    private static Cell Cell(Worksheet sheet, string address) => sheet.Descendants<Cell>().Single(c => c.CellReference == address);
}
