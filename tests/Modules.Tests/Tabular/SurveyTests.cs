using Gongxin.Kernel.Tabular;
using static Gongxin.Modules.Tests.Tabular.TabularFixture;

namespace Gongxin.Modules.Tests.Tabular;

// Goal: types are what a careful person would choose, over the whole file.
public sealed class SurveyTests
{
    [Theory]
    [InlineData("n", "1|2|-3|+4|1,234,567|１２", ColumnType.Integer)]
    [InlineData("n", "1|2.5|-3.25|￥4|－|…", ColumnType.Decimal)]
    [InlineData("n", "1|2.5e10|3", ColumnType.Number)]
    [InlineData("n", "007|123", ColumnType.Text)]
    [InlineData("身份证号", "110101199003078888|11010119900307888X", ColumnType.Text)]
    [InlineData("n", "110101199003078888|110101199003078889", ColumnType.Text)]
    [InlineData("行政区划代码", "110000|120000", ColumnType.Text)]
    [InlineData("adcode", "110000|120000", ColumnType.Text)]
    [InlineData("provinceCode", "11|12|50", ColumnType.Text)]
    [InlineData("provinceId", "11|12|50", ColumnType.Integer)]
    [InlineData("code", "1|12", ColumnType.Integer)]
    [InlineData("人口", "110000|120000", ColumnType.Integer)]
    [InlineData("b", "是|否|是|", ColumnType.Boolean)]
    [InlineData("b", "true|FALSE|null", ColumnType.Boolean)]
    [InlineData("b", "有|无|有", ColumnType.Boolean)]
    [InlineData("b", "0|1|0", ColumnType.Integer)]
    [InlineData("d", "2024-03-01|2024/3/1|2024.3.1|2024年3月1日|２０２４年３月１日", ColumnType.Date)]
    [InlineData("d", "2024-03-01|2024-02-30", ColumnType.Text)]
    [InlineData("日期", "20240301|20240302", ColumnType.Date)]
    [InlineData("d", "20240301|20240402", ColumnType.Date)]
    [InlineData("d", "20240301|20240302", ColumnType.Integer)]
    [InlineData("订单编号", "20240301|20240402", ColumnType.Text)]
    [InlineData("d", "20240301|20240432", ColumnType.Integer)]
    [InlineData("d", "3/1/2024|3/31/2024", ColumnType.Date)]
    [InlineData("d", "3/1/2024|4/1/2024", ColumnType.Text)]
    [InlineData("d", "13/1/2024|1/13/2024", ColumnType.Text)]
    [InlineData("t", "2024-03-01 12:30|2024-03-01T12:30:45.123|2024-03-01", ColumnType.DateTime)]
    [InlineData("t", "2024-03-01T12:30:00Z|2024-03-01T12:30:00+08:00", ColumnType.Text)]
    [InlineData("m", "2024年3月|2024-03|2024/03", ColumnType.YearMonth)]
    [InlineData("月份", "202403|202404", ColumnType.YearMonth)]
    [InlineData("y", "2024年|2023年", ColumnType.Year)]
    [InlineData("年份", "2024|2023", ColumnType.Integer)]
    [InlineData("s", "无|abc|无", ColumnType.Text)]
    [InlineData("n", "无|12|无", ColumnType.Integer)]
    public void A_column_has_the_type_that_its_cells_and_name_show(string name, string cells, ColumnType type)
    {
        var survey = SurveyOf($"{name};x\n" + string.Join('\n', cells.Split('|').Select(c => c + ";x")) + "\n");
        Assert.Equal(type, survey.Schema.Columns[0].Type);
        Assert.Equal(0, survey.Columns[0].Misfits);
        Assert.Equal(cells.Split('|').Length, survey.RowsRead);
    }
}
