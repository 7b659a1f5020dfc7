using System.Text;
using Gongxin.Collection;
using Gongxin.Collection.Checks;
using Gongxin.Collection.Templates;
using Gongxin.Collection.Workbooks.Labels;
using Gongxin.Collection.Workbooks.Mapping;
using Gongxin.Collection.Workbooks.Reading;
using Gongxin.Kernel.Errors;
using Gongxin.Kernel.Settings;
using Gongxin.Kernel.Tabular.Grids;
using Gongxin.Modules.Tests.Tabular.Workbooks;
using Gongxin.Standards;
using Microsoft.Extensions.DependencyInjection;

namespace Gongxin.Tests.Collection.Workbooks;

// Goal: a workbook as associations keep it is mapped once and read in later months, each value with its cell; one that no longer
// fits is refused with what changed.
public sealed class MappingTests
{
    private const int March = 3;
    private const int April = 4;

    private static readonly TemplateForm Form = new ServiceCollection()
        .AddSingleton(new PlatformSettings { DataFolder = Path.GetTempPath() }).AddStandards().AddCollection().BuildServiceProvider()
        .GetRequiredService<ReadyTemplates>().Get("industry-monthly");

    public static TheoryData<string> Names => [.. Layouts.All.Select(l => l.Name)];

    [Theory, MemberData(nameof(Names))]
    public void A_mapping_of_March_reads_April(string name)
    {
        var layout = Layouts.All.Single(l => l.Name == name);
        var mapping = Propose(layout.Make(March));
        var fit = FitMapping.Of(mapping, Tables(layout.Make(April)));
        Assert.Empty(fit.Changes);

        var reading = ReadWorkbook.Run(Form, fit, Month(April));
        Assert.Empty(reading.Findings.Select(f => $"{f.Code} {f.Source} {string.Join(' ', f.Args)}"));
        foreach (var expected in layout.Gives(April))
        {
            Assert.Contains(reading.Cells, c => (c.Sheet, c.Row, c.Column, c.Value, c.Source) == (expected.Sheet, expected.Row, expected.Column, expected.Value, expected.Source));
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void Every_value_stands_in_the_cell_that_it_names(string name)
    {
        var book = Layouts.All.Single(l => l.Name == name).Make(March);
        var grids = Grids(book);
        var reading = Read(Propose(grids), grids, Month(March));
        Assert.NotEmpty(reading.Cells);
        Assert.All(reading.Cells, c => Assert.Contains(grids, g => All(g).Any(cell => $"{g.Name}!{cell.Address}" == c.Source && cell.Text == c.Written)));
        Assert.Equal(reading.Cells.Count, reading.Cells.Select(c => c.Source).Distinct().Count());
    }

    [Fact]
    public void January_and_February_as_one_period_are_its_cumulative_figure()
    {
        var mapping = Propose(Layouts.All.Single(l => l.Name == "months in the header").Make(March));
        var grids = Grids(new Book().Sheet("月报", [["2026年1-2月主要指标", null, "单位：万元"], ["指标名称", "2月", "1-2月", "同比±%"], ["工业总产值", "-", 25, 1], ["营业收入", null, 30, 2]]));
        var reading = Read(mapping, grids, new MonthSpan(2026, 1, 2));
        Assert.Equal([("工业总产值", "本月累计", "25", "月报!C3"), ("营业收入", "本月累计", "30", "月报!C4")], reading.Cells.Select(c => (c.Row, c.Column, c.Value, c.Source)));
        Assert.Empty(reading.Findings);
    }

    [Fact]
    public void Units_are_brought_to_those_of_the_form_and_said()
    {
        var grids = Grids(Layouts.All.Single(l => l.Name == "units in header and rows").Make(March));
        var reading = Read(Propose(grids), grids, Month(March));
        Assert.Equal([("工业总产值", "1.25", "12500", "亿元"), ("营业收入", "80500", "8.05", "元")], reading.Cells.Where(c => c.FromUnit is not null).Select(c => (c.Row, c.Written, c.Value, c.FromUnit)));
    }

    [Fact]
    public void A_unit_of_another_quantity_is_not_taken()
    {
        var reading = Once([["指标", "2026年3月"], ["工业总产值（吨）", 5], ["营业收入（万元）", 6]]);
        Assert.Equal("营业收入", Assert.Single(reading.Cells).Row);
        Assert.Equal(("workbook.other-unit", CheckGrade.MustFix, "月报!B2", "吨", "万元"), One(reading));
    }

    [Fact]
    public void A_cell_that_is_no_number_or_cannot_be_calculated_is_told_and_a_missing_one_is_not_zero()
    {
        var reading = Once([
            ["指标", "2026年3月"], ["工业总产值", "约五千"], ["营业收入", new Book.Raw("t=\"e\"", "<v>#DIV/0!</v>")], ["利润总额", "…"], ["税金总额", 0],
        ]);
        Assert.Equal(("税金总额", "0"), (Assert.Single(reading.Cells).Row, reading.Cells[0].Value));
        Assert.Equal([("workbook.cell-of-other-type", "月报!B2"), ("workbook.cell-error", "月报!B3")], reading.Findings.Select(f => (f.Code, f.Source!)));
    }

    [Fact]
    public void Two_cells_for_one_place_that_differ_are_told()
    {
        var reading = Once([["指标", "2026年3月"], ["营业收入", 5], ["一、营业收入", 6]]);
        Assert.Equal("5", Assert.Single(reading.Cells).Value);
        Assert.Equal("workbook.cell-twice", Assert.Single(reading.Findings).Code);
    }

    [Fact]
    public void A_workbook_of_another_period_is_told()
    {
        var layout = Layouts.All[0];
        var reading = ReadWorkbook.Run(Form, FitMapping.Of(Propose(layout.Make(March)), Tables(layout.Make(March))), Month(April));
        var finding = Assert.Single(reading.Findings, f => f.Code == "workbook.other-period");
        Assert.Equal(["2026年3月", "2026年4月"], finding.Args);
    }

    [Fact]
    public void What_changed_in_the_layout_is_named()
    {
        object?[][] before = [["指标", "2026年3月", "同比"], ["工业总产值", 1, 2], ["营业收入", 3, 4], ["税金总额", 5, 6]];
        object?[][] after = [["指标", "2026年4月", "环比"], ["工业总产值", 1, 2], ["营业收入（不含税）", 3, 4], ["安全投入", 5, 6], ["税金总额", 7, 8]];
        var mapping = Propose(new Book().Sheet("月报", before));
        Assert.Empty(FitMapping.Of(mapping, Tables(new Book().Sheet("三月", before))).Changes);
        var changes = FitMapping.Of(mapping, Tables(new Book().Sheet("月报", after))).Changes;
        Assert.Equal([(LayoutChangeKind.ColumnNew, "环比"), (LayoutChangeKind.RowNew, "安全投入")], changes.Select(c => (c.Kind, c.What)));

        var gone = FitMapping.Of(mapping, Tables(new Book().Sheet("月报", [["指标", "2026年4月", "同比"], ["工业总产值", 1, 2], ["税金总额", 5, 6]]))).Changes;
        Assert.Equal((LayoutChangeKind.RowGone, "月报", "营业收入"), (Assert.Single(gone).Kind, gone[0].Sheet, gone[0].What));

        var other = FitMapping.Of(mapping, Tables(new Book().Sheet("说明", [["姓名", "职务"], ["甲", "乙"]]))).Changes;
        Assert.Equal([LayoutChangeKind.TableGone, LayoutChangeKind.TableNew], other.Select(c => c.Kind));
    }

    [Fact]
    public void A_delimited_file_in_an_old_encoding_is_read_like_a_sheet()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var file = Path.Combine(Path.GetTempPath(), $"gongxin-{Guid.CreateVersion7():N}.csv");
        File.WriteAllText(file, "2026年3月行业月报\r\n指标名称,计量单位,本月,本月累计\r\n工业总产值,万元,\"1,200\",3500\r\n营业收入,万元,900,2700\r\n", Encoding.GetEncoding("GBK"));
        try
        {
            var grids = SheetGrids.Read(file, CancellationToken.None);
            var reading = Read(Propose(grids), grids, Month(March));
            Assert.Equal([("工业总产值", "本月", "1200", "C3"), ("工业总产值", "本月累计", "3500", "D3"), ("营业收入", "本月", "900", "C4"), ("营业收入", "本月累计", "2700", "D4")],
                reading.Cells.Select(c => (c.Row, c.Column, c.Value, c.Source)));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void The_own_form_is_read_by_its_places_and_another_edition_is_refused()
    {
        var grids = OwnFormFilled(Form);
        var reading = OwnForm.Read(Form, grids);
        Assert.Empty(reading.Findings);
        Assert.Equal([("工业总产值", "本月", "12.5", "主要经济指标!C4")], reading.Cells.Select(c => (c.Row, c.Column, c.Value, c.Source)));

        var next = new TemplateForm(Form.Content with { Edition = 2 }, new ServiceCollection()
            .AddSingleton(new PlatformSettings { DataFolder = Path.GetTempPath() }).AddStandards().BuildServiceProvider().GetRequiredService<Gongxin.Contracts.Standards.ICodeLists>());
        Assert.Equal("collection.other-edition", Assert.Throws<Refusal>(() => OwnForm.Read(next, grids)).Code);
        var other = new TemplateForm(Form.Content with { Code = "other" }, null!);
        Assert.Equal("collection.other-form", Assert.Throws<Refusal>(() => OwnForm.Read(other, grids)).Code);
    }

    // The sheets of an empty form with one value put in.
    private static List<SheetGrid> OwnFormFilled(TemplateForm form)
    {
        var file = Path.Combine(Path.GetTempPath(), $"gongxin-{Guid.CreateVersion7():N}.xlsx");
        try
        {
            using (var output = File.Create(file))
            {
                BlankForm.Write(form, output);
            }

            using (var book = DocumentFormat.OpenXml.Packaging.SpreadsheetDocument.Open(file, true))
            {
                var cell = book.WorkbookPart!.WorksheetParts.First(p => p.Uri.OriginalString.EndsWith("sheet1.xml", StringComparison.Ordinal))
                    .Worksheet!.Descendants<DocumentFormat.OpenXml.Spreadsheet.Cell>().First(c => c.CellReference == "C4");
                cell.DataType = DocumentFormat.OpenXml.Spreadsheet.CellValues.Number;
                cell.CellValue = new DocumentFormat.OpenXml.Spreadsheet.CellValue(12.5m);
            }

            return [.. SheetGrids.Read(file, CancellationToken.None)];
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static (string, CheckGrade, string?, string, string) One(WorkbookReading reading)
    {
        var finding = Assert.Single(reading.Findings);
        return (finding.Code, finding.Grade, finding.Source, finding.Args[0], finding.Args[1]);
    }

    private static WorkbookReading Once(object?[][] rows)
    {
        var grids = Grids(new Book().Sheet("月报", rows));
        return Read(Propose(grids), grids, Month(March));
    }

    private static WorkbookReading Read(WorkbookMapping mapping, IReadOnlyList<SheetGrid> grids, MonthSpan period)
    {
        var fit = FitMapping.Of(mapping, FoundTable.In(grids));
        Assert.Empty(fit.Changes);
        return ReadWorkbook.Run(Form, fit, period);
    }

    private static WorkbookMapping Propose(Book book) => Propose(Grids(book));

    private static WorkbookMapping Propose(IReadOnlyList<SheetGrid> grids) => ProposeMapping.Of(Form.Content, FoundTable.In(grids));

    private static IReadOnlyList<FoundTable> Tables(Book book) => FoundTable.In(Grids(book));

    private static IReadOnlyList<SheetGrid> Grids(Book book)
    {
        using (book)
        {
            return SheetGrids.Read(book.Save(), CancellationToken.None);
        }
    }

    private static IEnumerable<GridCell> All(SheetGrid grid) =>
        from row in Enumerable.Range(1, grid.RowCount) from column in Enumerable.Range(0, grid.ColumnCount) where grid.At(row, column) is not null select grid.At(row, column);

    private static MonthSpan Month(int month) => new(2026, month, month);
}
