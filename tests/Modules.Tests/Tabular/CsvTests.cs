using Gongxin.Kernel.Tabular;
using static Gongxin.Modules.Tests.Tabular.TabularFixture;

namespace Gongxin.Modules.Tests.Tabular;

// Goal: rows and cells of delimited text are exactly those written, and what is wrong is told where it is.
public sealed class CsvTests
{
    [Theory]
    [InlineData("a,b,c\n1,x,3\n4,y,6\n")]
    [InlineData("a,b,c\r\n1,x,3\r\n4,y,6\r\n")]
    [InlineData("a,b,c\r1,x,3\r4,y,6\r")]
    [InlineData("a,b,c\r\n1,x,3\n4,y,6")]
    [InlineData("a,b,c\n1,x,3\r4,y,6\r\n\r\n\n  \n")]
    [InlineData("a;b;c\n1;x;3\n4;y;6\n")]
    [InlineData("a\tb\tc\n1\tx\t3\n4\ty\t6\n")]
    [InlineData("a|b|c\n1|x|3\n4|y|6\n")]
    [InlineData("\"a\",\"b\",\"c\"\n\"1\",\"x\",\"3\"\n\"4\" , \"y\" ,\"6\"\n")]
    [InlineData("'a','b','c'\n'1','x','3'\n'4','y','6'\n")]
    [InlineData("sep=;\r\na;b;c\r\n1;x;3\r\n4;y;6\r\n")]
    public void Delimiters_quotes_and_line_ends_are_told_by_content(string text)
    {
        var table = Read(text);
        Assert.Equal(["a", "b", "c"], table.Columns);
        Assert.Equal([["1", "x", "3"], ["4", "y", "6"]], table.Rows);
        Assert.Empty(table.Findings);
    }

    [Fact]
    public void Quoted_cells_keep_delimiters_line_breaks_and_quotes()
    {
        var table = Read("a,b\n\"x, y\",\"line 1\r\nline 2\"\n\"say \"\"hi\"\"\",\"\"\"\"\n");
        Assert.Equal([["x, y", "line 1\r\nline 2"], ["say \"hi\"", "\""]], table.Rows);
        Assert.Equal([2L, 3L], table.Numbers);
    }

    [Fact]
    public void A_row_with_too_many_cells_is_refused_and_never_shifted()
    {
        var table = Read("a,b,c\n1,2,3\n4,5,6,7\n8,9,10\n");
        Assert.Equal([["1", "2", "3"], ["8", "9", "10"]], table.Rows);
        var finding = Assert.Single(table.Findings);
        Assert.Equal((3L, FindingCodes.RowTooManyCells, "4,5,6,7"), (finding.Row, finding.Code, finding.Text));
        Assert.Equal((3L, 1L), (table.RowsRead, table.RowsRefused));
    }

    [Fact]
    public void A_row_with_too_few_cells_is_padded_and_told()
    {
        var table = Read("a,b,c\n1,2,3\n4\n8,9,10\n");
        Assert.Equal([["1", "2", "3"], ["4", null, null], ["8", "9", "10"]], table.Rows);
        var finding = Assert.Single(table.Findings);
        Assert.Equal((3L, FindingCodes.RowTooFewCells), (finding.Row, finding.Code));
    }
}
