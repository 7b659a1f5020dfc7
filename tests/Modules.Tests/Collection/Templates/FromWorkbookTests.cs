using Gongxin.Collection.Templates;
using Gongxin.Collection.Templates.Own;
using Gongxin.Contracts.Standards;
using Gongxin.Fixtures;
using Gongxin.Kernel.Errors;
using Gongxin.Kernel.Tabular;
using Gongxin.Kernel.Tabular.Grids;
using Gongxin.Modules.Tests.Tabular.Workbooks;
using Gongxin.Standards;
using Gongxin.Tests.Collection.Handing;
using Gongxin.Tests.Collection.Workbooks;
using Microsoft.Extensions.DependencyInjection;
using static Gongxin.Tests.Collection.Handing.CollectingNode;

namespace Gongxin.Tests.Collection.Templates;

// Goal: a workbook that people use becomes a draft with its tables, names and units, of which nothing stands against putting it into force.
public sealed class FromWorkbookTests(DatabaseFixture databases) : IClassFixture<DatabaseFixture>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<string> LayoutNames => [.. Layouts.All.Select(l => l.Name)];

    [Fact]
    public void Names_units_and_closed_cells_are_found()
    {
        using var book = new Book().Sheet("月报", [["养蜂情况月报（单位：吨）"], ["指标名称", "计量单位", "本月", "本月累计"], ["蜂蜜产量", "吨", null, null], ["其中：槐花蜜", "吨", null, "—"], ["蜂农（户）", null, 3, "×"]], merges: ["A1:D1"]);
        var sheet = Assert.Single(TemplateFromWorkbook.SheetsOf(SheetGrids.Read(book.Save(), Ct)));
        Assert.Equal("月报", sheet.Name);
        Assert.Equal([("本月", ColumnType.Decimal), ("本月累计", ColumnType.Decimal)], sheet.Columns.Select(c => (c.Name, c.Type)));
        Assert.Equal([("蜂蜜产量", "吨"), ("其中：槐花蜜", "吨"), ("蜂农", "户")], sheet.Rows.Select(r => (r.Name, r.Unit)));
        Assert.Equal([0, 1, 1], sheet.Rows.Select(r => r.Closed.Count));
        Assert.Equal(["本月累计"], sheet.Rows[1].Closed);
    }

    [Theory, MemberData(nameof(LayoutNames))]
    public void What_associations_keep_becomes_a_form_that_is_good(string layout)
    {
        using var book = Layouts.All.Single(l => l.Name == layout).Make(3);
        var sheets = TemplateFromWorkbook.SheetsOf(SheetGrids.Read(book.Save(), Ct));
        Assert.NotEmpty(sheets);
        Assert.All(sheets, s => Assert.NotEmpty(s.Columns));
        var content = new ReadyTemplates(Lists).Get("industry-monthly").Content with { Sheets = sheets, Checks = [] };
        Assert.Empty(TemplateRules.Of(content, Lists).Select(f => $"{f.Place}: {f.Code}"));
        Assert.True(new TemplateForm(content, Lists).CellCount > 0);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task A_draft_is_begun_from_a_file(Engine engine)
    {
        await using var node = await NewAsync(databases, engine);
        using var book = Layouts.All.Single(l => l.Name == "two levels, merged").Make(3);
        var id = await node.AskAsync<TemplateFromWorkbook, Guid>(Operator(), w => w.BeginAsync(new NewTemplate { Code = "from-file", Title = "取自文件" }, File.OpenRead(book.Save()), Ct));
        var draft = await node.AskAsync<TemplateDesk, DraftView>(Operator(), d => d.ReadAsync(id, Ct));
        Assert.Empty(draft.Faults);
        Assert.Equal(["工业总产值", "营业收入"], draft.Template.Sheets[0].Rows.Select(r => r.Name));
        Assert.Equal(3, draft.Template.Sheets[0].Columns.Count);
        Assert.Equal(1, await node.AskAsync<TemplateDesk, int>(Operator(), d => d.PublishAsync(id, draft.Version, Ct)));
        using var empty = Book.Of(["只有一行字"]);
        var refused = await Assert.ThrowsAsync<Refusal>(() => node.DoAsync<TemplateFromWorkbook>(Operator(), w => w.BeginAsync(new NewTemplate { Code = "from-none" }, File.OpenRead(empty.Save()), Ct)));
        Assert.Equal("collection.workbook-without-table", refused.Code);
    }

    private static readonly ICodeLists Lists = new ServiceCollection()
        .AddSingleton(new Gongxin.Kernel.Settings.PlatformSettings { DataFolder = Path.GetTempPath() }).AddStandards().BuildServiceProvider().GetRequiredService<ICodeLists>();
}
