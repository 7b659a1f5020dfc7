using System.Text;
using System.Text.Json;
using Gongxin.Contracts.Credit;
using Gongxin.Contracts.Registry;
using Gongxin.Credit;
using Gongxin.Credit.Records.Reading;
using Gongxin.Credit.StopUse;
using Gongxin.Fixtures;
using Gongxin.Kernel.Errors;
using Gongxin.Kernel.Identity;
using Gongxin.Modules.Tests.Registry;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace Gongxin.Modules.Tests.Credit;

// Goal: the table of a column holds what is public when it is read, every record once, and its data package tells its very fields.
// Method: the module with the register on both engines.
public sealed class RecordTableTests(DatabaseFixture databases) : IClassFixture<DatabaseFixture>
{
    private const int Count = 7;
    private const string Case = "20261126-TEST-0001";
    private static readonly DateTimeOffset Now = new(2026, 11, 26, 2, 0, 0, TimeSpan.Zero);
    private static readonly Actor Consumer = new(ActorKind.Application, "key:one", "审批系统", new HashSet<string>());

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Engines))]
    public async Task The_table_is_what_is_public_and_who_reads_it_with_a_key_has_been_given_it(Engine engine)
    {
        await using var node = await NodeAsync(engine);
        var text = await ReadAsync(node, "");
        var lines = text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(Count + 1, lines.Length);
        Assert.Contains($",{Codes.Uscc(1)},{Decisions.NameOf(1)},\"未按规定,公示\",", text);
        Assert.Contains(",2026-04-02,general,1000000,,normal,2026-04-02,2027-04-02,2026-11-26", text);
        Assert.Equal(Count, await node.AskAsync<CreditDb, int>(c => c.Receipts.CountAsync(r => r.ConsumerId == Consumer.Id, Ct)));

        await EndAsync(node, 2);
        Assert.DoesNotContain(Decisions.NameOf(2), await ReadAsync(node, ""), StringComparison.Ordinal);
        Assert.Single((await ReadAsync(node, $"?name={Uri.EscapeDataString(Decisions.NameOf(3))}")).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1));
        Assert.Equal("credit.query-not-readable", (await Assert.ThrowsAsync<Refusal>(() => ReadAsync(node, "?decided_from=2026-02-30"))).Code);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task In_pieces_every_record_is_read_once_in_the_order_of_the_list(Engine engine)
    {
        await using var node = await NodeAsync(engine);
        var listed = (await node.ReadAsync(r => r.ListAsync(new RecordFilter(), Ct))).Items.Select(r => r.Id);
        foreach (var size in new[] { 1, 3, Count, Count + 1 })
        {
            var read = await node.ReadAsync(async reads =>
            {
                var all = new List<Guid>();
                await foreach (var piece in reads.WholeAsync(new RecordFilter { Limit = size }, Ct))
                {
                    Assert.True(piece.Count <= size);
                    all.AddRange(piece.Select(r => r.Id));
                }

                return all;
            });
            Assert.Equal(listed, read);
        }
    }

    [Fact]
    public async Task The_data_package_names_the_fields_of_the_table_in_order()
    {
        await using var node = await NodeAsync(Engine.Sqlite);
        var head = (await ReadAsync(node, "")).Split("\r\n")[0];
        await using var texts = new ServiceCollection().AddLogging().AddLocalization().BuildServiceProvider();
        var package = JsonDocument.Parse(await AnswerAsync(node, "", (http, _) => ReadRecordTable.HandlePackage(http, texts.GetRequiredService<IStringLocalizer<CreditText>>()))).RootElement;
        var resource = Assert.Single(package.GetProperty("resources").EnumerateArray());
        Assert.Equal("https://credit.example/credit/penalties.csv", resource.GetProperty("path").GetString());
        var fields = resource.GetProperty("schema").GetProperty("fields").EnumerateArray().ToList();
        Assert.Equal(head, string.Join(',', fields.Select(f => f.GetProperty("name").GetString())));
        Assert.All(fields, f => Assert.DoesNotContain('.', f.GetProperty("title").GetString()!));
    }

    private async Task<CreditNode> NodeAsync(Engine engine)
    {
        var node = new CreditNode(await databases.NewNodeAsync(engine), Now);
        await node.TakeAsync(
            RecordKind.Penalty, Enumerable.Range(1, Count).Select(n => Decisions.Penalty(n, $"2026-04-0{(n % 2) + 1}", $"测市监罚〔2026〕{n}号").With("CF_WFXW", "未按规定,公示")), ct: Ct);
        return node;
    }

    private static Task EndAsync(CreditNode node, int subject) => node.DoAsync(Actor.System("test"), async services =>
    {
        var id = (await services.GetRequiredService<RecordReads>().ListAsync(new RecordFilter { Uscc = Codes.Uscc(subject) }, Ct)).Items.Single().Id;
        foreach (var act in new[] { RecordActKind.OpenRepair, RecordActKind.GrantRepair })
        {
            await services.GetRequiredService<IRecordActs>().ActAsync(new(act, SubjectId.Of(IdentifierKind.Uscc, Codes.Uscc(subject)), id, Case), Ct);
            await services.GetRequiredService<CreditDb>().SaveAsync(Ct);
        }

        return true;
    });

    private static Task<string> ReadAsync(CreditNode node, string query) => AnswerAsync(node, query, (http, services) =>
        ReadRecordTable.Handle(http, services.GetRequiredService<RecordReads>(), services.GetRequiredService<ReceiptBook>()));

    private static Task<string> AnswerAsync(CreditNode node, string query, Func<HttpContext, IServiceProvider, Task> handle) => node.DoAsync(Consumer, async services =>
    {
        var http = new DefaultHttpContext();
        (http.Request.Scheme, http.Request.Host, http.Request.Path, http.Request.QueryString) = ("https", new HostString("credit.example"), "/credit/penalties.csv", new QueryString(query));
        using var body = new MemoryStream();
        http.Response.Body = body;
        await handle(http, services);
        return Encoding.UTF8.GetString(body.ToArray());
    });
}
