using Gongxin.Kernel.Tabular;
using Gongxin.Modules.Tests.Tabular.Workbooks;

namespace Gongxin.Modules.Tests.Datastore.Load;

// Goal: a workbook loads sheet by sheet, with the same sums as any other file.
public sealed class WorkbookLoadTests(LoadFixture fixture) : IClassFixture<LoadFixture>
{
    [Fact]
    public async Task Error_values_are_set_aside_notes_refused_and_nothing_is_told_twice()
    {
        using var book = new Book()
            .Sheet("一月", [
                ["2024年1月统计表"],
                ["地区", "人口", "备注"],
                ["东区", 12, "x"],
                ["西区", new Book.Raw("t=\"e\"", "<v>#DIV/0!</v>"), new Book.Raw("t=\"e\"", "<v>#REF!</v>")],
                ["合计", 12, null],
                ["证件", Book.Raw.Number("1.1010119900101101E+17"), null],
                ["注：初步数据"],
            ])
            .Sheet("二月", [["地区", "人口"], ["东区", 13]]);

        var result = await fixture.LoadFileAsync(book.Save(), "月报.xlsx");

        Assert.Equal(["一月", "二月"], result.Tables.Select(table => table.Name));
        var first = result.Tables[0];
        Assert.Equal((5L, 4L, 1L, 2L), (first.RowsRead, first.RowsLoaded, first.RowsRefused, first.CellsQuarantined));
        Assert.Equal(
            [
                (1L, FindingCodes.HeaderPreamble, 1L), (4L, FindingCodes.CellErrorValue, 2L), (4L, FindingCodes.CellErrorValue, 2L), (5L, FindingCodes.WorkbookTotalRow, 1L),
                (6L, FindingCodes.WorkbookDigitsLost, 1L), (7L, FindingCodes.RowFootnote, 1L),
            ],
            first.Findings.Select(finding => (finding.Row ?? 0, finding.Code, first.FindingCounts[finding.Code])));
        Assert.All(first.Findings, finding => Assert.Equal("一月", finding.Table));
    }
}
