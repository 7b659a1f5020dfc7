using System.Globalization;
using System.Text;
using Gongxin.Catalogue.Resources;
using Gongxin.Catalogue.Resources.Exchange;
using Gongxin.Fixtures;
using Gongxin.Kernel.Blobs;
using Gongxin.Kernel.Data;
using Gongxin.Kernel.Errors;
using Gongxin.Kernel.Identity;
using Gongxin.Kernel.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Gongxin.Modules.Tests.Catalogue.Resources;

// Goal: a catalogue goes out as a table and comes back the same; of a table each fault is told with its row, and a resource is
// taken whole or not at all. Method: the operation's handler on both engines, on files that an export made and on spoilt ones.
public sealed class ImportTests(DatabaseFixture databases) : IClassFixture<DatabaseFixture>
{
    private const string Header =
        "类,项,目,信息资源名称,信息资源代码,信息资源提供方,提供方代码,信息资源摘要,信息资源格式分类,信息资源格式类型,信息项名称,数据类型,共享类型,共享条件,共享方式,开放类型,更新周期,所属领域,数据分级,涉密属性\r\n";

    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    public static TheoryData<Engine, string> Both =>
        [.. from row in new Engines() from extension in new[] { "csv", "xlsx" } select new TheoryDataRow<Engine, string>(row.Data, extension) { Skip = row.Skip }];

    [Theory, MemberData(nameof(Both))]
    public async Task A_catalogue_goes_out_and_comes_back_the_same(Engine engine, string extension)
    {
        await using var here = ResourceNode.On(await databases.NewNodeAsync(engine));
        await here.PublishAsync(Samples.Good("甲", "3") with { ReleasedOn = new DateOnly(2025, 12, 31), Detail = "细", OpenCondition = "引号\"、逗号,\n换行" });
        await here.PublishAsync(Samples.Good("乙") with
        {
            ClassCode = "303001", ShareType = "3", ShareMethod = null, ShareCondition = "《统计法》第二十八条", OpenType = "3", RelatedCodes = ["201001/3"], UpdateCycle = "5",
            Items = [new ResourceItem { Name = "号码", DataType = "1", Length = 18, IsKey = true, Sensitivity = 4, ShareType = "3", OpenType = "3", MaskRule = "不开放", Description = "说明" }],
        });
        await here.PublishAsync(Samples.Good("丙") with { FormatClass = "1", Items = [] });
        var out1 = await ExportAsync(here, extension);

        await using var there = ResourceNode.On(await databases.NewNodeAsync(engine));
        var counts = await ImportAsync(there, out1, "table." + extension);
        Assert.Equal((4, 4, 0, 3, 0, 0, 0, 0), (counts.RowsRead, counts.RowsTaken, counts.RowsRefused, counts.Created, counts.Changed, counts.Unchanged, counts.Refused, counts.Findings));
        Assert.Equal(await ContentsAsync(here), await ContentsAsync(there));
        Assert.Equal(out1, await there.AsAsync(Samples.Compiler, async s => await BytesAsync(await s.GetRequiredService<CatalogueExport>().MineAsync(extension, Ct))));

        var again = await ImportAsync(there, out1, "table." + extension);
        Assert.Equal((0, 0, 3), (again.Created, again.Changed, again.Unchanged));
        Assert.Equal(3, await there.QueryAsync(db => db.Set<Resource>().CountAsync(Ct)));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Each_of_a_thousand_broken_rows_is_told_with_row_and_column(Engine engine)
    {
        await using var node = ResourceNode.On(await databases.NewNodeAsync(engine));
        var table = new StringBuilder(Header);
        for (var i = 0; i < 1000; i++)
        {
            table.Append(Row($"坏 {i}", shareType: "随便"));
        }

        table.Append(Row("好的"));
        var (counts, import) = await ImportWithReceiptAsync(node, Encoding.UTF8.GetBytes(table.ToString()), "table.csv");
        Assert.Equal((1001, 1, 1000, 1, 1000), (counts.RowsRead, counts.RowsTaken, counts.RowsRefused, counts.Created, counts.Refused));
        var told = import.Findings.Where(f => f.Code == "resource.value-unknown").ToList();
        Assert.Equal(Enumerable.Range(2, 1000).Select(r => (long?)r), told.Select(f => f.Row));
        Assert.All(told, f => Assert.Equal(("共享类型", "随便"), (f.Column, f.Text)));
        Assert.Equal(["好的"], await node.QueryAsync(db => db.Set<Resource>().Select(r => r.Name).ToListAsync(Ct)));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task A_resource_is_taken_with_all_of_its_rows_or_not_at_all(Engine engine)
    {
        await using var node = ResourceNode.On(await databases.NewNodeAsync(engine));
        var table = Header
            + Row("甲", item: "一") + ",,,,,,,,,,二,数值型,,,,,,,,\r\n" + Row("甲", item: "三", dataType: "无此类型")
            + Row("乙", item: "一") + ",,,,,,,,,,二,数值型,,,,,,,,\r\n"
            + Row("丙", item: "一") + "多,了,一,格,,,,,,,,,,,,,,,,,,,,,\r\n"
            + Row("丁", item: "一");
        var (counts, import) = await ImportWithReceiptAsync(node, Encoding.UTF8.GetBytes(table), "table.csv");
        Assert.Equal(["丁", "乙"], await node.QueryAsync(db => db.Set<Resource>().OrderBy(r => r.Name).Select(r => r.Name).ToListAsync(Ct)));
        Assert.Equal((8, 3, 5, 2, 2), (counts.RowsRead, counts.RowsTaken, counts.RowsRefused, counts.Created, counts.Refused));
        Assert.Contains(import.Findings, f => f is { Row: 4, Code: "resource.value-unknown", Column: "数据类型" });
        Assert.Contains(import.Findings, f => f is { Row: 8, Code: "row.too-many-cells" });
        Assert.Equal(2, (await node.QueryAsync(db => db.Set<Resource>().AsSplitQuery().SingleAsync(r => r.Name == "乙", Ct))).ItemCount);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task A_classified_row_is_refused_and_nothing_of_it_is_kept(Engine engine)
    {
        await using var node = ResourceNode.On(await databases.NewNodeAsync(engine));
        var (counts, import) = await ImportWithReceiptAsync(node, Encoding.UTF8.GetBytes(Header + Row("某涉密资源", secrecy: "涉密") + Row("普通资源")), "table.csv");
        Assert.Equal((1, 1), (counts.Created, counts.Refused));
        var found = Assert.Single(import.Findings);
        Assert.Equal(("resource.classified", null), (found.Code, found.Text));
        Assert.DoesNotContain("某涉密资源", await node.QueryAsync(db => db.Set<ResourceImport>().Select(i => i.FindingsJson!).SingleAsync(Ct)));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task What_is_anothers_published_or_twice_in_the_file_is_told(Engine engine)
    {
        await using var node = ResourceNode.On(await databases.NewNodeAsync(engine));
        var garden = Samples.Good() with { ProviderCode = "11100000000010006W" };
        await node.PublishAsync(garden with { Name = "已发布" });
        await node.CreateAsync(garden with { Name = "别人的" }, Samples.Person("other"));
        var table = Header + Row("已发布") + Row("别人的") + Row("两次") + Row("隔开") + Row("两次");
        var (counts, import) = await ImportWithReceiptAsync(node, Encoding.UTF8.GetBytes(table), "table.csv");
        Assert.Equal(
            [(2L, "resource.in-review-or-published"), (3L, "resource.not-yours"), (6L, "resource.name-twice")],
            import.Findings.Select(f => (f.Row!.Value, f.Code)));
        Assert.Equal(2, counts.Created);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task A_draft_of_ones_own_is_changed_by_the_table(Engine engine)
    {
        await using var node = ResourceNode.On(await databases.NewNodeAsync(engine));
        await ImportAsync(node, Encoding.UTF8.GetBytes(Header + Row("甲") + Row("乙")), "table.csv");
        var counts = await ImportAsync(node, Encoding.UTF8.GetBytes(Header + Row("甲", summary: "新的摘要") + Row("乙")), "table.csv");
        Assert.Equal((0, 1, 1), (counts.Created, counts.Changed, counts.Unchanged));
        Assert.Equal("新的摘要", (await node.QueryAsync(db => db.Set<Resource>().AsSplitQuery().SingleAsync(r => r.Name == "甲", Ct))).Content.Summary);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task A_file_that_is_no_such_table_is_refused_with_its_receipt(Engine engine)
    {
        await using var node = ResourceNode.On(await databases.NewNodeAsync(engine));
        var refusal = await Assert.ThrowsAsync<Refusal>(() => ImportAsync(node, "a,b\r\n1,2\r\n"u8.ToArray(), "table.csv"));
        Assert.Equal("resource.import-not-a-table", refusal.Code);
        Assert.Equal(ResourceImportState.Refused, await node.QueryAsync(db => db.Set<ResourceImport>().Select(i => i.State).SingleAsync(Ct)));
        Assert.Equal(0, await node.QueryAsync(db => db.Set<Resource>().CountAsync(Ct)));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Five_thousand_rows_are_taken_and_written_again_in_bounded_batches(Engine engine)
    {
        await using var node = ResourceNode.On(await databases.NewNodeAsync(engine));
        var table = Encoding.UTF8.GetBytes(Header + string.Concat(Enumerable.Range(0, 5000).Select(i => Row($"资源 {i / 5}", item: $"项 {i % 5}"))));
        var counts = await ImportAsync(node, table, "table.csv");
        Assert.Equal((5000, 1000, 0), (counts.RowsTaken, counts.Created, counts.Refused));
        Assert.Equal(5000, await node.QueryAsync(db => db.Set<Resource>().SumAsync(r => r.ItemCount, Ct)));
        Assert.Equal(1000, await node.QueryAsync(db => db.Set<AuditEntry>().CountAsync(a => a.Action == "ResourceCreated", Ct)));
    }

    private static string Row(
        string name, string item = "城市名称", string dataType = "字符串型", string shareType = "无条件共享", string summary = "摘要", string secrecy = "非涉密") =>
        $"主题信息资源,公共服务,城市绿化,{name},201001/,示例市园林局,11100000000010006W,{summary},电子表格,xlsx,{item},{dataType},{shareType},,文件下载,无条件开放,每年,城建住房,一般数据,{secrecy}\r\n";

    private static Task<byte[]> ExportAsync(ResourceNode node, string extension) =>
        node.AsAsync(Samples.Compiler, async s => await BytesAsync(await s.GetRequiredService<CatalogueExport>().PublicAsync(extension, Ct)));

    private static async Task<byte[]> BytesAsync(FileStream file)
    {
        await using (file)
        {
            var bytes = new byte[file.Length];
            await file.ReadExactlyAsync(bytes, Ct);
            return bytes;
        }
    }

    private static Task<List<string>> ContentsAsync(ResourceNode node) =>
        node.QueryAsync(db => db.Set<Resource>().OrderBy(r => r.Name).Select(r => r.ContentJson).ToListAsync(Ct));

    private static async Task<ImportCounts> ImportAsync(ResourceNode node, byte[] file, string name) => (await ImportWithReceiptAsync(node, file, name)).Counts;

    // As the runner does it, with the operation and the receipt of a hand-in.
    private static async Task<(ImportCounts Counts, ImportView Import)> ImportWithReceiptAsync(ResourceNode node, byte[] file, string name)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("zh-Hans");
        var id = await node.AsAsync(Samples.Compiler, async s =>
        {
            var blob = await s.GetRequiredService<IBlobs>().PutAsync(new MemoryStream(file), null, Ct);
            var db = s.GetRequiredService<PlatformDb>();
            var import = ResourceImport.Receive(blob, name, Samples.Compiler, Samples.Now);
            var operation = Operation.Queue(ImportOperation.KindName, name, ImportOperation.InputOf(import), Samples.Compiler, TimeProvider.System);
            operation.Start(DateTime.UnixEpoch);
            db.AddRange(import, operation);
            await db.SaveChangesAsync(Ct);
            await s.GetServices<IOperationHandler>().Single(h => h.Kind == ImportOperation.KindName)
                .RunAsync(new OperationContext(operation, Samples.Compiler, new Progress<OperationProgress>()), Ct);
            Assert.True(operation.IsOver);
            return import.Id.Value;
        });
        var view = await node.AsAsync(Samples.Compiler, s => s.GetRequiredService<ImportReads>().ReadAsync(id, Ct));
        return (view.Counts!, view);
    }
}
