using Gongxin.Kernel.Tabular;
using static Gongxin.Modules.Tests.Tabular.Workbooks.Book;

namespace Gongxin.Modules.Tests.Tabular.Workbooks;

// Goal: sheets as offices make them, with titles, units, headers of several levels, notes and totals, become the tables that
// people see in them, and every row that is not simply data is told.
public sealed class SheetLayoutTests
{
    [Fact]
    public void Titles_and_units_above_the_header_are_told_by_row()
    {
        using var book = new Book().Sheet("年报", [
            ["2024年各区县主要经济指标"],
            ["制表单位：统计局", null, null, "单位：万元"],
            [],
            ["地区", "人口", "生产总值", "增速"],
            ["东区", 12, 3.5, 0.1],
            ["西区", 10, 2.5, 0.2],
        ], merges: "A1:D1");
        var table = book.Read();
        Assert.Equal(["地区", "人口", "生产总值", "增速"], table.Columns);
        Assert.Equal([["东区", "12", "3.5", "0.1"], ["西区", "10", "2.5", "0.2"]], table.Rows);
        Assert.Equal([5L, 6L], table.Numbers);
        Assert.Equal([(1L, "2024年各区县主要经济指标"), (2L, "制表单位：统计局 单位：万元")], Told(table, FindingCodes.HeaderPreamble));
    }

    [Fact]
    public void Merged_headers_of_two_levels_are_joined()
    {
        using var book = new Book().Sheet("s", [
            ["某市统计表"],
            ["地区", "2023年", null, "2024年", null],
            [null, "人口", "产值", "人口", "产值"],
            ["东区", 1, 2, 3, 4],
            ["西区", 5, 6, 7, 8],
        ], merges: ["A1:E1", "A2:A3", "B2:C2", "D2:E2"]);
        var table = book.Read();
        Assert.Equal(["地区", "2023年/人口", "2023年/产值", "2024年/人口", "2024年/产值"], table.Columns);
        Assert.Equal([["东区", "1", "2", "3", "4"], ["西区", "5", "6", "7", "8"]], table.Rows);
        var levels = Assert.Single(table.Findings, f => f.Code == FindingCodes.WorkbookHeaderLevels);
        Assert.Equal((2L, "2", "2", "3"), (levels.Row!.Value, levels.Args[0], levels.Args[1], levels.Args[2]));
    }

    [Fact]
    public void Merged_headers_of_three_levels_with_years_below_are_joined()
    {
        using var book = new Book().Sheet("s", [
            ["指标", "全市", null, null, "备注"],
            [null, "城镇", null, "乡村", null],
            [null, 2023, 2024, 2024, null],
            ["人口", 1, 2, 3, "初步"],
        ], merges: ["A1:A3", "B1:D1", "B2:C2", "E1:E3"]);
        var table = book.Read();
        Assert.Equal(["指标", "全市/城镇/2023", "全市/城镇/2024", "全市/乡村/2024", "备注"], table.Columns);
        Assert.Equal([["人口", "1", "2", "3", "初步"]], table.Rows);
    }

    [Fact]
    public void A_band_that_is_centred_without_merging_counts_for_the_columns_below()
    {
        using var book = Book.Of(["地区", "2023年", null, "2024年", null], [null, "人口", "产值", "人口", "产值"], ["东区", 1, 2, 3, 4]);
        Assert.Equal(["地区", "2023年/人口", "2023年/产值", "2024年/人口", "2024年/产值"], book.Read().Columns);
    }

    [Fact]
    public void Units_below_the_names_belong_to_the_header()
    {
        using var book = Book.Of(["地区", "人口", "产值"], [null, "万人", "亿元"], ["东区", 1, 2.5]);
        var table = book.Read();
        Assert.Equal(["地区", "人口/万人", "产值/亿元"], table.Columns);
        Assert.Equal([["东区", "1", "2.5"]], table.Rows);
    }

    [Fact]
    public void A_first_data_row_with_gaps_is_no_second_header()
    {
        using var book = Book.Of(["企业", "行业", "备注"], ["甲", null, "新"], ["乙", "制造", null], [null, "零售", "旧"]);
        var table = book.Read();
        Assert.Equal(["企业", "行业", "备注"], table.Columns);
        Assert.Equal(3, table.Rows.Count);
        Assert.Empty(table.Findings);
    }

    [Fact]
    public void Merged_data_are_no_header_and_are_told()
    {
        using var book = new Book().Sheet("s", [["省", "市", "值"], ["甲", "a", 1], [null, "b", 2], ["乙", "c", 3]], merges: "A2:A3");
        var table = book.Read();
        Assert.Equal([["甲", "a", "1"], [null, "b", "2"], ["乙", "c", "3"]], table.Rows);
        var finding = Assert.Single(table.Findings);
        Assert.Equal((2L, FindingCodes.WorkbookMergedData, "1"), (finding.Row, finding.Code, finding.Args[0]));
    }

    [Fact]
    public void Numbers_of_columns_are_part_of_the_header()
    {
        using var book = Book.Of(["指标名称", "代码", "本年", "上年"], ["甲", "乙", 1, 2], ["人口", "01", 3, 4]);
        var table = book.Read();
        Assert.Equal([["人口", "01", "3", "4"]], table.Rows);
        Assert.Equal([(2L, "甲 乙 1 2")], Told(table, FindingCodes.WorkbookColumnNumbers));
    }

    [Fact]
    public void Notes_and_signatures_below_are_refused_and_the_counts_add_up()
    {
        using var book = Book.Of(
            ["地区", "人口", "产值"], ["东区", 1, 2], ["合　计", 1, 2], [], ["注：本表数据为初步核算数。"], ["    下年修订。"], ["资料来源：统计局"],
            ["审核人：甲", null, "制表人：乙"]);
        var table = book.Read();
        Assert.Equal([["东区", "1", "2"], ["合　计", "1", "2"]], table.Rows);
        Assert.Equal((6L, 4L), (table.RowsRead, table.RowsRefused));
        Assert.Equal([3L], Told(table, FindingCodes.WorkbookTotalRow).Select(f => f.Row));
        Assert.Equal(
            [(5L, "注：本表数据为初步核算数。"), (6L, "    下年修订。"), (7L, "资料来源：统计局"), (8L, "审核人：甲 制表人：乙")],
            Told(table, FindingCodes.RowFootnote));
    }

    [Fact]
    public void A_note_in_the_middle_does_not_end_the_data()
    {
        using var book = Book.Of(["a", "b", "c"], ["x", 1, 2], ["注：口径调整"], ["y", 3, 4], ["z"]);
        Assert.Equal([["x", "1", "2"], ["y", "3", "4"], ["z", null, null]], book.Read().Rows);
    }

    [Theory]
    [InlineData("合计", true)]
    [InlineData("总 计：", true)]
    [InlineData("小计", true)]
    [InlineData("TOTAL", true)]
    [InlineData("Grand Total", true)]
    [InlineData("合计数量", false)]
    [InlineData("总计局", false)]
    public void Totals_are_known_by_their_word_alone(string first, bool isTotal)
    {
        using var book = Book.Of(["名称", "数量"], ["甲", 1], [first, 1]);
        Assert.Equal(isTotal ? [3L] : [], Told(book.Read(), FindingCodes.WorkbookTotalRow).Select(f => f.Row));
    }

    [Fact]
    public void A_table_may_begin_anywhere()
    {
        using var book = OfXml("<row r=\"5\"><c r=\"C5\" t=\"str\"><v>a</v></c><c r=\"D5\" t=\"str\"><v>b</v></c></row><row r=\"9\"><c r=\"C9\"><v>1</v></c><c r=\"D9\"><v>2</v></c></row>");
        var table = book.Read();
        Assert.Equal(["a", "b"], table.Columns);
        Assert.Equal([9L], table.Numbers);
        Assert.Equal([["1", "2"]], table.Rows);
    }

    [Fact]
    public void Cells_beside_the_table_refuse_their_row()
    {
        using var book = Book.Of(["a", "b"], [1, 2], [3, 4, "旁注"], [5, 6]);
        var table = book.Read();
        Assert.Equal([["1", "2"], ["5", "6"]], table.Rows);
        var finding = Assert.Single(table.Findings);
        Assert.Equal((3L, FindingCodes.RowTooManyCells, "3 4 旁注"), (finding.Row, finding.Code, finding.Text));
        Assert.Equal((3L, 1L), (table.RowsRead, table.RowsRefused));
    }

    [Fact]
    public void A_header_shorter_than_every_row_refuses_the_table()
    {
        using var book = Book.Of(["a", "b", "c"], [1, 2, 3, 4, 5], [1, 2, 3, 4, 5]);
        Assert.Equal(FindingCodes.FileHeaderTooShort, book.Refused().Code);
    }

    [Fact]
    public void Without_a_header_columns_are_numbered()
    {
        using var book = Book.Of([1, 2.5], [3, 4.5]);
        var table = book.Read();
        Assert.Equal(["column_1", "column_2"], table.Columns);
        Assert.Equal([["1", "2.5"], ["3", "4.5"]], table.Rows);
        Assert.Contains(table.Findings, f => f.Code == FindingCodes.HeaderMissing);
    }

    [Fact]
    public void Names_are_repaired_and_a_header_alone_is_told()
    {
        using var book = Book.Of(["a", null, "a", "b\nc"]);
        var table = book.Read();
        Assert.Equal(["a", "column_2", "a_2", "b c"], table.Columns);
        Assert.Empty(table.Rows);
        Assert.Equal(
            [FindingCodes.FileHeaderOnly, FindingCodes.HeaderDuplicateName, FindingCodes.HeaderEmptyName], table.Findings.Select(f => f.Code).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Hidden_rows_columns_and_sheets_are_read_and_told()
    {
        using var book = new Book()
            .SheetXml("见", "<row r=\"1\"><c r=\"A1\" t=\"str\"><v>a</v></c><c r=\"B1\" t=\"str\"><v>b</v></c></row><row r=\"2\" hidden=\"1\"><c r=\"A2\"><v>1</v></c><c r=\"B2\"><v>2</v></c></row>",
                before: "<cols><col min=\"2\" max=\"2\" width=\"0\" hidden=\"1\"/></cols>")
            .Sheet("隐", [["c", "d"], [3, 4]], "veryHidden");
        using var file = TabularReader.Open(book.Save(), "book.xlsx");
        Assert.Equal(["见", "隐"], file.Tables.Select(t => t.Name));
        var first = TabularFixture.ReadFirst(file);
        Assert.Equal([["1", "2"]], first.Rows);
        Assert.Equal([(FindingCodes.WorkbookColumnsHidden, "B"), (FindingCodes.WorkbookRowsHidden, "1")], first.Findings.Select(f => (f.Code, f.Args[0])));
        Assert.All(first.Findings, f => Assert.Equal("见", f.Table));
        Assert.Equal(FindingCodes.WorkbookSheetHidden, Assert.Single(file.Tables[1].HeaderFindings).Code);
    }

    [Fact]
    public void Empty_sheets_are_no_tables_and_equal_names_are_told_apart()
    {
        using var book = new Book().Sheet("表", [["a"], [1]]).Sheet("空", []).Sheet("表", [["b"], [2]]).Sheet("白", [[" "], ["　"]]);
        using var file = TabularReader.Open(book.Save(), "book.xlsx");
        Assert.Equal(["表", "表_2"], file.Tables.Select(t => t.Name));
        Assert.Equal(FindingCodes.WorkbookSheetNameDuplicate, Assert.Single(file.Tables[1].HeaderFindings).Code);
    }

    [Fact]
    public void A_sheet_that_is_no_table_does_not_keep_the_others_from_loading()
    {
        using var book = new Book().Sheet("坏", [["a"], [1, 2, 3], [4, 5, 6]]).Sheet("好", [["b"], [2]]);
        book.Sheet("短", [["a", "b"], [1, 2, 3], [4, 5, 6]]);
        using var file = TabularReader.Open(book.Save(), "book.xlsx");
        Assert.Equal(3, file.Tables.Count);
        var finding = Assert.Throws<TabularException>(() => file.Tables[2].OpenRows()).Finding;
        Assert.Equal((FindingCodes.FileHeaderTooShort, "短"), (finding.Code, finding.Table));
        using var rows = file.Tables[1].OpenRows();
        var batch = new CellBatch(1);
        Assert.True(rows.Read(batch, CancellationToken.None));
    }

    [Fact]
    public void The_only_table_of_a_file_has_no_name()
    {
        using var book = new Book().Sheet("空", []).Sheet("表", [["a"], [1]]);
        using var file = TabularReader.Open(book.Save(), "book.xlsx");
        Assert.Equal("", Assert.Single(file.Tables).Name);
    }

    private static List<(long Row, string? Text)> Told(TabularFixture.ReadTable table, string code) =>
        [.. table.Findings.Where(f => f.Code == code).Select(f => (f.Row!.Value, f.Text))];
}
