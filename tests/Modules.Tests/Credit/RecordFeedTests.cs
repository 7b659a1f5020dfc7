using System.Xml.Linq;
using Gongxin.Contracts.Credit;
using Gongxin.Contracts.Registry;
using Gongxin.Credit;
using Gongxin.Credit.Records.Reading;
using Gongxin.Credit.StopUse;
using Gongxin.Fixtures;
using Gongxin.Kernel.Errors;
using Gongxin.Kernel.Identity;
using Gongxin.Kernel.Settings;
using Gongxin.Modules.Tests.Registry;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Gongxin.Modules.Tests.Credit;

// Goal: whoever reads a feed of records from its top hears of every decision, correction, mark and end, and of nothing that was never
// public. Method: the module with the register on both engines, the feed as its reader parses it.
public sealed class RecordFeedTests(DatabaseFixture databases) : IClassFixture<DatabaseFixture>
{
    private const string Case = "20261126-TEST-0001";
    private static readonly DateTimeOffset Now = new(2026, 11, 26, 2, 0, 0, TimeSpan.Zero);
    private static readonly Actor Consumer = new(ActorKind.Application, "key:one", "审批系统", new HashSet<string>());
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";
    private static readonly XNamespace Tombstones = "http://purl.org/atompub/tombstones/1.0";
    private static readonly XNamespace Terms = "http://purl.org/dc/terms/";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Engines))]
    public async Task A_record_comes_to_the_top_with_every_change_and_leaves_as_a_deleted_entry(Engine engine)
    {
        await using var node = await NodeAsync(engine);
        var minor = Decisions.Penalty(3, "2026-04-04", Number(3)).With("CF_CFLB", "警告");
        await TakeAsync(node, Decisions.Penalty(1, "2026-04-02", Number(1)), Decisions.Penalty(2, "2026-04-03", Number(2)), minor);
        var first = await ReadAsync(node);
        Assert.Equal([Titled(2), Titled(1)], TitlesOf(first));
        Assert.All(first.Elements(Atom + "entry"), e => Assert.StartsWith("end=", e.Element(Terms + "valid")?.Value));
        Assert.All(["id", "title", "updated", "author"], name => Assert.NotNull(first.Element(Atom + name)));

        await ActAsync(node, 1, RecordActKind.OpenObjection);
        var marked = await ReadAsync(node);
        Assert.Equal([Titled(1), Titled(2)], TitlesOf(marked));
        Assert.Equal("under-objection", (string?)marked.Element(Atom + "entry")!.Element(Atom + "category")!.Attribute("term"));

        await TakeAsync(node, Decisions.Penalty(2, "2026-04-03", Number(2)).With("CF_NR_FK", "2"));
        Assert.Equal([Titled(2), Titled(1)], TitlesOf(await ReadAsync(node)));

        var id = first.Elements(Atom + "entry").First().Element(Atom + "id")!.Value;
        await ActAsync(node, 2, RecordActKind.OpenRepair);
        await ActAsync(node, 2, RecordActKind.GrantRepair);
        var ended = await ReadAsync(node);
        Assert.Equal([Titled(1)], TitlesOf(ended));
        Assert.Equal(id, (string?)Assert.Single(ended.Elements(Tombstones + "deleted-entry")).Attribute("ref"));
        Assert.DoesNotContain(Number(2), ended.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Decisions.NameOf(2), ended.ToString(), StringComparison.Ordinal);

        node.Clock.Now = node.Clock.Now.AddYears(10);
        Assert.Equal(2, (await ReadAsync(node)).Elements(Tombstones + "deleted-entry").Count());
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task A_licence_that_became_invalid_is_a_deleted_entry(Engine engine)
    {
        await using var node = await NodeAsync(engine);
        await node.TakeAsync(RecordKind.Licence, [Decisions.Licence(1, "2026-04-02")], ct: Ct);
        Assert.Single((await ReadAsync(node, licences: true)).Elements(Atom + "entry"));
        Assert.Empty((await ReadAsync(node)).Elements(Atom + "entry"));

        await node.TakeAsync(RecordKind.Licence, [Decisions.Licence(1, "2026-04-02").With("当前状态", "2")], ct: Ct);
        var after = await ReadAsync(node, licences: true);
        Assert.Empty(after.Elements(Atom + "entry"));
        Assert.Single(after.Elements(Tombstones + "deleted-entry"));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Pages_hold_every_record_once_and_what_an_application_reads_is_noted(Engine engine)
    {
        await using var node = await NodeAsync(engine);
        await TakeAsync(node, [.. Enumerable.Range(1, 120).Select(n => Decisions.Penalty(n, "2026-04-02", Number(n)))]);
        var (pages, titles) = (0, new List<string>());
        for (var more = true; more; pages++)
        {
            var page = await ReadAsync(node, page: pages + 1);
            titles.AddRange(TitlesOf(page));
            more = page.Elements(Atom + "link").Any(l => (string?)l.Attribute("rel") == "next");
        }

        Assert.Equal((3, 120, 120), (pages, titles.Count, titles.Distinct(StringComparer.Ordinal).Count()));
        Assert.Equal(120, await node.AskAsync<CreditDb, int>(c => c.Receipts.CountAsync(r => r.ConsumerId == Consumer.Id, Ct)));
        Assert.Equal("credit.query-not-readable", (await Assert.ThrowsAsync<Refusal>(() => ReadAsync(node, page: 0))).Code);
    }

    private static string Number(int number) => $"测市监罚〔2026〕{number}号";

    private static string Titled(int number) => $"{Decisions.NameOf(number)} {Number(number)}";

    private static IEnumerable<string> TitlesOf(XElement feed) => feed.Elements(Atom + "entry").Select(e => e.Element(Atom + "title")!.Value);

    private async Task<CreditNode> NodeAsync(Engine engine) => new(await databases.NewNodeAsync(engine), Now);

    // Each change has an instant of its own.
    private static async Task TakeAsync(CreditNode node, params Dictionary<string, string>[] rows)
    {
        node.Clock.Now = node.Clock.Now.AddMinutes(1);
        await node.TakeAsync(RecordKind.Penalty, rows, ct: Ct);
    }

    private static async Task ActAsync(CreditNode node, int subject, RecordActKind act)
    {
        node.Clock.Now = node.Clock.Now.AddMinutes(1);
        var id = (await node.ReadAsync(r => r.ListAsync(new RecordFilter(), Ct))).Items.Single(r => r.Number == Number(subject)).Id;
        await node.DoAsync(Actor.System("test"), async services =>
        {
            await services.GetRequiredService<IRecordActs>().ActAsync(new(act, SubjectId.Of(IdentifierKind.Uscc, Codes.Uscc(subject)), id, Case), Ct);
            await services.GetRequiredService<CreditDb>().SaveAsync(Ct);
            return true;
        });
    }

    private static Task<XElement> ReadAsync(CreditNode node, bool licences = false, int page = 1) => node.DoAsync(Consumer, async services =>
    {
        var http = new DefaultHttpContext();
        (http.Request.Scheme, http.Request.Host, http.Request.Path) = ("https", new HostString("credit.example"), licences ? "/credit/licences.atom" : "/credit/penalties.atom");
        http.Request.QueryString = new QueryString(page == 1 ? "" : $"?page={page}");
        using var body = new MemoryStream();
        http.Response.Body = body;
        var (credit, receipts) = (services.GetRequiredService<CreditDb>(), services.GetRequiredService<ReceiptBook>());
        var (settings, clock) = (services.GetRequiredService<PlatformSettings>(), services.GetRequiredService<TimeProvider>());
        await ReadRecordFeed.Handle(http, credit, receipts, settings, clock);
        return XDocument.Parse(System.Text.Encoding.UTF8.GetString(body.ToArray()).TrimStart('\ufeff')).Root!;
    });
}
