using Gongxin.Collection;
using Gongxin.Collection.Workbooks;
using Gongxin.Collection.Workbooks.Kept;
using Gongxin.Collection.Workbooks.Mapping;
using Gongxin.Contracts.Governance;
using Gongxin.Fixtures;
using Gongxin.Governance;
using Gongxin.Governance.Grants;
using Gongxin.Kernel.Blobs;
using Gongxin.Kernel.Data;
using Gongxin.Kernel.Errors;
using Gongxin.Kernel.Identity;
using Gongxin.Kernel.Settings;
using Gongxin.Modules.Tests.Tabular.Workbooks;
using Gongxin.Standards;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Gongxin.Tests.Collection.Workbooks;

// Goal: a mapping that a person confirmed is remembered for the organisation and reads its later workbooks; another organisation
// sees neither; what no longer fits is not read.
public sealed class KeepingTests(DatabaseFixture databases) : IClassFixture<DatabaseFixture>
{
    private static readonly Guid Ours = Guid.CreateVersion7();
    private static readonly Guid Theirs = Guid.CreateVersion7();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Engines))]
    public async Task A_confirmed_mapping_reads_the_next_workbook_of_the_organisation(Engine engine)
    {
        await using var site = await SiteAsync(engine);
        var first = await TakeAsync(site, Ours, Month(3, "本期"));
        var proposal = await AskAsync(site, Ours, forms => forms.ReadAsync(first, Ct));
        Assert.Equal(ReadingWay.Proposal, proposal.Way);
        await AskAsync(site, Ours, async forms =>
        {
            await forms.ConfirmAsync(first, " ", proposal.Mapping!, Ct);
            return true;
        });
        Assert.Equal(ReadingWay.Mapping, (await AskAsync(site, Ours, forms => forms.ReadAsync(first, Ct))).Way);

        // A colleague's of the next month, without a word.
        var second = await TakeAsync(site, Ours, Month(4, "本期"), "key:colleague");
        var read = await AskAsync(site, Ours, forms => forms.ReadAsync(second, Ct));
        Assert.Equal((ReadingWay.Mapping, "2026年4月"), (read.Way, read.Reading.Months));
        Assert.Equal([("工业总产值", "本月", "401", "月报!B3"), ("营业收入", "本月", "402", "月报!B4")], read.Reading.Cells.Select(c => (c.Row!, c.Column, c.Value, c.Source)));

        // One that has changed is not read with it, and says what is different.
        var changed = await AskAsync(site, Ours, async forms => await forms.ReadAsync(await TakeAsync(site, Ours, Month(5, "环比")), Ct));
        Assert.Equal((ReadingWay.Proposal, LayoutChangeKind.ColumnGone), (changed.Way, changed.Changes[0].Kind));

        await using var db = site.GetRequiredService<TestNode>().NewDb();
        Assert.Equal(["WorkbookHandedIn", "WorkbookMapped", "WorkbookHandedIn", "WorkbookHandedIn"], await db.Set<AuditEntry>().OrderBy(a => a.Id).Select(a => a.Action).ToListAsync(Ct));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Another_organisation_finds_neither_workbook_nor_mapping(Engine engine)
    {
        await using var site = await SiteAsync(engine);
        var mine = await TakeAsync(site, Ours, Month(3, "本期"));
        var mapping = (await AskAsync(site, Ours, forms => forms.ReadAsync(mine, Ct))).Mapping!;
        await AskAsync(site, Ours, async forms =>
        {
            await forms.ConfirmAsync(mine, null, mapping, Ct);
            return true;
        });
        Assert.Equal("collection.workbook-not-found", (await Assert.ThrowsAsync<Refusal>(() => AskAsync(site, Theirs, forms => forms.ReadAsync(mine, Ct)))).Code);
        Assert.Equal(ReadingWay.Proposal, (await AskAsync(site, Theirs, async forms => await forms.ReadAsync(await TakeAsync(site, Theirs, Month(4, "本期")), Ct))).Way);

        var (ours, theirs) = (await ReadsAsync(site, Ours), await ReadsAsync(site, Theirs));
        Assert.Equal((1L, 1L, 1L, 0L), (ours.Workbooks, ours.Mappings, theirs.Workbooks, theirs.Mappings));
        var id = ours.First;
        Assert.Equal("collection.workbook-not-found", (await Assert.ThrowsAsync<Refusal>(() => ForgetAsync(site, Theirs, id))).Code);
        await ForgetAsync(site, Ours, id);
        Assert.Equal(0L, (await ReadsAsync(site, Ours)).Mappings);

        // What was read with it is read with it for ever.
        Assert.Equal(ReadingWay.Mapping, (await AskAsync(site, Ours, forms => forms.ReadAsync(mine, Ct))).Way);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task A_mapping_to_places_that_the_form_has_not_is_refused(Engine engine)
    {
        await using var site = await SiteAsync(engine);
        var id = await TakeAsync(site, Ours, Month(3, "本期"));
        var mapping = (await AskAsync(site, Ours, forms => forms.ReadAsync(id, Ct))).Mapping!;
        var table = mapping.Tables[0];
        foreach (var wrong in new[]
        {
            mapping with { Tables = [] },
            mapping with { Tables = [table with { Rows = [table.Rows[0] with { Row = "没有的指标" }, table.Rows[1]] }] },
            mapping with { Tables = [table with { Columns = [table.Columns[0] with { Column = "没有的列" }] }] },
            mapping with { Tables = [table with { List = "主要产品" }] },
            mapping with { Tables = [table with { Rows = [table.Rows[0], table.Rows[0]] }] },
        })
        {
            Assert.Equal("collection.mapping-not-valid", (await Assert.ThrowsAsync<Refusal>(() => AskAsync(site, Ours, async forms =>
            {
                await forms.ConfirmAsync(id, null, wrong, Ct);
                return true;
            }))).Code);
        }
    }

    private static Book Month(int month, string column) => new Book().Sheet("月报", [
        [$"2026年{month}月"],
        ["指标", column],
        ["工业总产值（万元）", (month * 100) + 1],
        ["营业收入（万元）", (month * 100) + 2],
    ]);

    private async Task<ServiceProvider> SiteAsync(Engine engine)
    {
        var node = await databases.NewNodeAsync(engine);
        return node.Compose().AddStandards().AddCollection().AddScoped<GovernanceDb>().AddScoped<HeldGrants>().AddScoped<IPeople, People>().AddSingleton(node).BuildServiceProvider();
    }

    private static async Task<Guid> TakeAsync(ServiceProvider site, Guid organisation, Book book, string by = "key:clerk")
    {
        using (book)
        {
            await using var file = File.OpenRead(book.Save());
            var blob = await site.GetRequiredService<IBlobs>().PutAsync(file, null, Ct);
            return await AskAsync(site, organisation, forms => forms.TakeAsync("industry-monthly", blob, "月报.xlsx", null, Ct), by);
        }
    }

    private static async Task<(long Workbooks, long Mappings, Guid First)> ReadsAsync(ServiceProvider site, Guid organisation)
    {
        await using var scope = ScopeOf(site, organisation, "key:clerk-of-" + organisation);
        var reads = scope.ServiceProvider.GetRequiredService<WorkbookReads>();
        var mappings = await reads.MappingsAsync(Ct);
        return ((await reads.ListAsync(null, Ct)).Total, mappings.Total, mappings.Items is [var first, ..] ? first.Id : Guid.Empty);
    }

    private static Task<bool> ForgetAsync(ServiceProvider site, Guid organisation, Guid id) => AskAsync(site, organisation, async forms =>
    {
        await forms.ForgetAsync(id, Ct);
        return true;
    });

    private static async Task<TAnswer> AskAsync<TAnswer>(ServiceProvider site, Guid organisation, Func<WorkbookForms, Task<TAnswer>> question, string? by = null)
    {
        await using var scope = ScopeOf(site, organisation, by ?? "key:clerk-of-" + organisation);
        return await question(scope.ServiceProvider.GetRequiredService<WorkbookForms>());
    }

    private static AsyncServiceScope ScopeOf(ServiceProvider site, Guid organisation, string by)
    {
        var scope = site.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Actor =
            new Actor(ActorKind.Application, by, by, new HashSet<string> { WorkbookPermissions.ReadName }) { KeyOrganisation = organisation };
        return scope;
    }
}
