using Gongxin.Kernel.Tabular;
using static Gongxin.Modules.Tests.Tabular.Workbooks.Book;

namespace Gongxin.Modules.Tests.Tabular.Workbooks;

// Goal: a cell is what a person sees in it, in one written form, whatever the file stores.
public sealed class CellValueTests
{
    [Theory]
    [InlineData("12", "12")]
    [InlineData("0", "0")]
    [InlineData("-0", "0")]
    [InlineData("007", "7")]
    [InlineData("12.50", "12.5")]
    [InlineData("3.0", "3")]
    [InlineData("0.30000000000000004", "0.3")]
    [InlineData("2.9999999999999998", "3")]
    [InlineData("0.1", "0.1")]
    [InlineData("-1234.5678", "-1234.5678")]
    [InlineData("1E3", "1000")]
    [InlineData("1.5E-7", "0.00000015")]
    [InlineData("9.9999999999999995E-8", "0.0000001")]
    [InlineData("1.2345678901234567E+5", "123456.789012346")]
    [InlineData("1E+25", "1E+25")]
    [InlineData("-1.25E-30", "-1.25E-30")]
    [InlineData("1.7976931348623157E+308", "1.79769313486232E+308")]
    [InlineData("999999999999999.9", "1000000000000000")]
    [InlineData("123456789012345", "123456789012345")]
    public void Numbers_have_the_digits_that_a_spreadsheet_shows(string written, string expected) =>
        Assert.Equal(expected, Value("General", written));

    [Theory]
    [InlineData("0%", "0.125", "12.5%")]
    [InlineData("0.00%", "0.1", "10%")]
    [InlineData("10", "-0.005", "-0.5%")]
    [InlineData("0%", "1.1000000000000001", "110%")]
    [InlineData("000000", "1234", "001234")]
    [InlineData("000000", "110000", "110000")]
    [InlineData("0000\"号\"", "7", "0007")]
    [InlineData("000", "0", "000")]
    [InlineData("000", "-5", "-005")]
    [InlineData("00.00", "5.25", "5.25")]
    [InlineData("#,##0.00", "1234.5", "1234.5")]
    [InlineData("¥#,##0.00;[Red]-¥#,##0.00", "1234.5", "1234.5")]
    [InlineData("0.00E+00", "12345", "12345")]
    [InlineData("@", "2.5", "2.5")]
    [InlineData("G/通用格式", "44000", "44000")]
    [InlineData("[DBNum1][$-804]General", "44000", "44000")]
    [InlineData("0\" days\"", "3", "3")]
    [InlineData("#\\ \"miles\"", "3", "3")]
    [InlineData("# ?/?", "0.5", "0.5")]
    public void Formats_of_numbers_decide_percent_and_leading_zeros_only(string format, string written, string expected) =>
        Assert.Equal(expected, Value(format, written));

    [Theory]
    [InlineData("14", "45352", "2024-03-01")]
    [InlineData("22", "45352.5213541667", "2024-03-01 12:30:45")]
    [InlineData("yyyy\"年\"m\"月\"d\"日\"", "45352", "2024-03-01")]
    [InlineData("[$-804]yyyy\"年\"m\"月\"d\"日\";@", "45352", "2024-03-01")]
    [InlineData("yyyy年m月d日", "45352.75", "2024-03-01")]
    [InlineData("yyyy\"年\"m\"月\"", "45352", "2024-03")]
    [InlineData("57", "45352", "2024-03")]
    [InlineData("31", "45352", "2024-03-01")]
    [InlineData("27", "45352", "2024-03")]
    [InlineData("mmm\\-yy", "45352", "2024-03")]
    [InlineData("17", "45352", "2024-03")]
    [InlineData("yyyy", "45352", "2024")]
    [InlineData("m/d", "45352", "2024-03-01")]
    [InlineData("[$-804]aaaa", "45352", "2024-03-01")]
    [InlineData("dddd, mmmm dd, yyyy", "45352", "2024-03-01")]
    [InlineData("yyyy-mm-dd hh:mm:ss.000", "45352.52135422454", "2024-03-01 12:30:45.005")]
    [InlineData("yyyy-mm-dd hh:mm", "45352.5208333333", "2024-03-01 12:30:00")]
    [InlineData("h:mm AM/PM", "0.75", "18:00:00")]
    [InlineData("20", "45352.5", "12:00:00")]
    [InlineData("上午/下午h\"时\"mm\"分\"", "0.75", "18:00:00")]
    [InlineData("32", "0.75", "18:00:00")]
    [InlineData("mm:ss", "0.000706018518518519", "00:01:01")]
    [InlineData("46", "1.0625", "25:30:00")]
    [InlineData("[h]:mm:ss;@", "-0.5", "-12:00:00")]
    [InlineData("[mm]:ss", "0.5", "12:00:00")]
    [InlineData("14", "45352.9999999999", "2024-03-02")]
    [InlineData("14", "1", "1900-01-01")]
    [InlineData("14", "59", "1900-02-28")]
    [InlineData("14", "60", "1900-02-29")]
    [InlineData("14", "61", "1900-03-01")]
    [InlineData("14", "0", "1900-01-00")]
    [InlineData("14", "2958465", "9999-12-31")]
    [InlineData("14", "2958466", "2958466")]
    [InlineData("14", "-1", "-1")]
    [InlineData("22", "2958465.9999999999", "2958466")]
    public void Days_and_times_are_told_by_the_format(string format, string written, string expected) =>
        Assert.Equal(expected, Value(format, written));

    [Theory]
    [InlineData("14", "43890", "2024-03-01")]
    [InlineData("14", "0", "1904-01-01")]
    [InlineData("22", "43890.5", "2024-03-01 12:00:00")]
    [InlineData("20", "0.5", "12:00:00")]
    [InlineData("14", "2957003", "9999-12-31")]
    [InlineData("14", "2957004", "2957004")]
    public void A_workbook_may_count_days_from_1904(string format, string written, string expected) =>
        Assert.Equal(expected, Value(format, written, dates1904: true));

    [Theory]
    [InlineData("t=\"b\"", "<v>1</v>", "true")]
    [InlineData("t=\"b\"", "<v>0</v>", "false")]
    [InlineData("t=\"str\"", "<f>A1&amp;B1</f><v>甲&lt;乙</v>", "甲<乙")]
    [InlineData("", "<f>1+1</f><v>2</v>", "2")]
    [InlineData("t=\"s\"", "<v>1</v>", "  共享 & 文本  ")]
    [InlineData("t=\"inlineStr\"", "<is><r><rPr><b/></rPr><t>富</t></r><r><t xml:space=\"preserve\"> 文本</t></r><rPh sb=\"0\" eb=\"1\"><t>fù</t></rPh></is>", "富 文本")]
    [InlineData("t=\"inlineStr\"", "<is><t>a_x000D_b_x005F_x0041_</t></is>", "a\rb_x0041_")]
    [InlineData("t=\"inlineStr\"", "<is><t>_xD83D__xDE00_</t></is>", "😀")]
    [InlineData("t=\"inlineStr\"", "<is><t><![CDATA[<b>&amp;]]></t></is>", "<b>&amp;")]
    [InlineData("t=\"inlineStr\"", "<is><t>1\r\n2&#10;3&#x4E2D;</t></is>", "1\n2\n3中")]
    [InlineData("t=\"d\"", "<v>2024-03-01T12:30:45</v>", "2024-03-01 12:30:45")]
    [InlineData("t=\"d\"", "<v>2024-03-01</v>", "2024-03-01")]
    [InlineData("t=\"n\"", "<v>1,5</v>", "1,5")]
    public void Cells_of_every_type_are_read(string attributes, string content, string expected)
    {
        using var book = Book.Of(["a", "b"], [new Raw(attributes, content), 5]).Strings("其他", "  共享 & 文本  ");
        Assert.Equal([[expected, "5"]], book.Read().Rows);
    }

    [Fact]
    public void Texts_stay_as_they_are()
    {
        using var book = Book.Of(["代码", "名称"], ["001", " 甲 "], ["11010119900101123X", "=1+1"], ["1.50", ""]);
        Assert.Equal([["001", " 甲 "], ["11010119900101123X", "=1+1"], ["1.50", null]], book.Read().Rows);
    }

    [Fact]
    public void An_error_value_is_marked_and_never_decides_the_type()
    {
        using var book = Book.Of(["甲", "乙"], ["x", new Raw("t=\"e\"", "<f>1/0</f><v>#DIV/0!</v>")], ["y", 1], [new Raw("t=\"e\"", "<v>#N/A</v>"), 2]);
        using var file = TabularReader.Open(book.Save(), "book.xlsx");
        using var rows = file.Tables[0].OpenRows();
        var batch = new CellBatch(2);
        Assert.True(rows.Read(batch, CancellationToken.None));
        Assert.Equal("#DIV/0!", System.Text.Encoding.UTF8.GetString(batch.Cell(0, 1)));
        Assert.Equal([(0, 1), (2, 0)], from row in Enumerable.Range(0, 3) from column in Enumerable.Range(0, 2) where batch.IsError(row, column) select (row, column));

        var survey = Survey.Run(file.Tables[0], null, null, CancellationToken.None);
        Assert.Equal([ColumnType.Text, ColumnType.Integer], survey.Schema.Columns.Select(c => c.Type));
        Assert.Equal([new ColumnSurvey("甲", 3, 0, 1), new ColumnSurvey("乙", 3, 0, 1)], survey.Columns);
    }

    [Theory]
    [InlineData("110101199001011234", "110101199001011234")]
    [InlineData("1.1010119900101101E+17", "110101199001011000")]
    [InlineData("6.2220210010012345E+18", "6222021001001230000")]
    [InlineData("1234567890123456", "1234567890123456")]
    public void A_number_with_more_digits_than_a_spreadsheet_keeps_is_told(string written, string expected)
    {
        using var book = Book.Of(["姓名", "证件号码"], ["甲", Raw.Number(written)], ["乙", "110101199001011234"]);
        var table = book.Read();
        Assert.Equal(expected, table.Rows[0][1]);
        var finding = Assert.Single(table.Findings);
        Assert.Equal((2L, "证件号码", FindingCodes.WorkbookDigitsLost, expected), (finding.Row, finding.Column, finding.Code, finding.Text));
    }

    [Fact]
    public void A_formula_without_a_result_is_blank_and_told()
    {
        using var book = Book.Of(["a", "b"], [1, new Raw("", "<f>A2*2</f><v></v>")], [2, new Raw("t=\"str\"", "<f>\"\"</f><v></v>")]);
        var table = book.Read();
        Assert.Equal([["1", null], ["2", null]], table.Rows);
        Assert.Equal([(2L, FindingCodes.WorkbookFormulaWithoutValue)], table.Findings.Select(f => (f.Row!.Value, f.Code)));
    }

    private static string? Value(string format, string written, bool dates1904 = false)
    {
        using var book = new Book { Dates1904 = dates1904 };
        var style = format == "General" ? 0 : book.Format(format);
        book.Sheet("Sheet1", [["name", "value"], ["x", Raw.Number(written, style)]]);
        return book.Read().Rows[0][1];
    }
}
