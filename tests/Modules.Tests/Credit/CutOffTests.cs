using System.Globalization;
using Gongxin.Contracts.Credit;
using Gongxin.Contracts.Registry;
using Gongxin.Credit;
using Gongxin.Credit.Measures;
using Gongxin.Credit.Measures.Memoranda;
using Gongxin.Credit.Records;
using Gongxin.Credit.Records.Marks;
using Gongxin.Fixtures;
using Gongxin.Kernel.Data;
using Gongxin.Kernel.Identity;
using Gongxin.Kernel.Ledger;
using Gongxin.Modules.Tests.Registry;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Gongxin.Modules.Tests.Credit;

// Goal: an import, a repair with its stop-use and the daily clock run that are cut off anywhere lose nothing and double nothing when they are
// run again. Method: each is cut off before its first statement or commit, then its second, and so on until it runs through; after each
// cut the database is looked at, and the work is done again. At least 25 cuts on each engine.
public sealed class CutOffTests(DatabaseFixture databases, ITestOutputHelper output) : IClassFixture<DatabaseFixture>
{
    private const int CutsMin = 25;
    private const string Case = "20261126-TEST-0001";
    private static readonly DateTimeOffset Now = new(2026, 11, 26, 2, 0, 0, TimeSpan.Zero);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Engines))]
    public async Task Import_repair_and_clock_run_that_are_cut_off_anywhere_lose_and_double_nothing(Engine engine)
    {
        var cut = new CutOff();
        await using var node = new CreditNode(await databases.NewNodeAsync(engine), Now, cut);
        await node.AskAsync<ISubjects, SubjectsPut>(s => s.PutAsync(
            [new() { Uscc = Decisions.Authority, Name = "测试市市场监督管理局" }, new() { Uscc = Decisions.OtherUnit, Name = "测试市行政审批局" }], "register", Ct));
        await AgreeAsync(node);
        await ImportsAsync(node, cut, file => [PenaltyOf(file), PenaltyOf(file).With("CF_WSH", NumberOf(file) + "附")]);
        await ImportsAsync(node, cut, file => [PenaltyOf(file).With("CF_NR_FK", "2")]);
        var files = cut.Cuts;
        await RepairsAsync(node, cut);
        await ClockRunsAsync(node, cut);
        output.WriteLine($"{engine}: {cut.Cuts} cuts, {files} of them during imports");
        Assert.True(cut.Cuts >= CutsMin, $"{cut.Cuts} cuts");
    }

    // Files of new decisions, and files that tell known ones anew.
    private static async Task ImportsAsync(CreditNode node, CutOff cut, Func<int, Dictionary<string, string>[]> rowsOf)
    {
        var before = await ToldAsync(node);
        for (var statement = 1; ; statement++)
        {
            var rows = rowsOf(statement);
            var isCut = await cut.BeforeAsync(statement, () => node.TakeAsync(RecordKind.Penalty, rows, ct: Ct));
            Assert.Contains(await ToldAsync(node), new[] { before + (rows.Length * (statement - 1)), before + (rows.Length * statement) });
            await node.TakeAsync(RecordKind.Penalty, rows, ct: Ct);
            Assert.Equal(before + (rows.Length * statement), await ToldAsync(node));
            if (!isCut)
            {
                return;
            }
        }
    }

    private static async Task RepairsAsync(CreditNode node, CutOff cut)
    {
        var records = (await node.AskAsync<CreditDb, List<CreditRecord>>(c => c.Records.OrderBy(r => r.Serial).ToListAsync(Ct))).ToList();
        for (var statement = 1; ; statement++)
        {
            Assert.True(statement < records.Count, "More decisions are needed to repair one for each cut.");
            var record = records[statement];
            await InitiateAsync(node, record.Id.Value);
            await ActAsync(node, record, RecordActKind.OpenRepair);
            var isCut = await cut.BeforeAsync(statement, () => ActAsync(node, record, RecordActKind.GrantRepair));
            var repaired = await RepairedAsync(node);
            Assert.Contains(repaired, new[] { statement - 1, statement });
            if (repaired < statement)
            {
                await ActAsync(node, record, RecordActKind.GrantRepair);
            }

            Assert.Equal(statement, await RepairedAsync(node));
            if (!isCut)
            {
                return;
            }
        }
    }

    // Measures that are due are looked at once, and told of once.
    private static async Task ClockRunsAsync(CreditNode node, CutOff cut)
    {
        var record = await node.AskAsync<CreditDb, CreditRecord>(c => c.Records.OrderBy(r => r.Serial).FirstAsync(Ct));
        await InitiateAsync(node, record.Id.Value);
        node.Clock.Now = Now.AddDays(7);
        for (var statement = 1; ; statement++)
        {
            var notices = new GivenNotices();
            Task Run() => node.DoAsync(Actor.System("job"), s => new RemindOfMeasures(s.GetRequiredService<CreditDb>(), notices, s.GetRequiredService<TimeProvider>()).RunAsync(Ct));
            var isCut = await cut.BeforeAsync(statement, Run);
            await Run();
            await Run();
            Assert.Single(notices.Given.Select(n => n.Key).Distinct());
            if (!isCut)
            {
                return;
            }

            node.Clock.Now = node.Clock.Now.AddDays(1);
        }
    }

    // Statements: every record has its newest, records have places without a gap, and the ledger knows each file that told something.
    private static Task<int> ToldAsync(CreditNode node) => node.AskAsync<CreditDb, int>(async credit =>
    {
        var serials = await credit.Records.OrderBy(r => r.Serial).Select(r => r.Serial).ToListAsync(Ct);
        Assert.Equal(Enumerable.Range(1, serials.Count).Select(n => (long)n), serials);
        Assert.False(await credit.Records.AnyAsync(r => !credit.Statements.Any(s => s.SubjectId == r.SubjectId && s.RecordId == r.Id && s.Number == r.StatementNumber), Ct));
        Assert.Equal(await credit.Statements.Select(s => s.TakingId).Distinct().CountAsync(Ct), await LedgerAsync(credit, "credit.records-taken"));
        return await credit.Statements.CountAsync(Ct);
    });

    // Repaired records: each with its mark, its order to stop, its lifted measures, its announcement and its entries of the ledger, or with none.
    private static Task<int> RepairedAsync(CreditNode node) => node.AskAsync<CreditDb, int>(async credit =>
    {
        var count = await credit.Records.CountAsync(r => r.End == RecordEnd.Repaired, Ct);
        Assert.Equal(count, await credit.Marks.CountAsync(m => m.Kind == MarkKind.Repaired, Ct));
        Assert.Equal(count, await credit.StopUses.CountAsync(Ct));
        Assert.Equal(count, await credit.Whole.Set<JointMeasure>().CountAsync(m => m.LiftedOn != null, Ct));
        Assert.Equal(count, await credit.Whole.Set<OutboxMessage>().CountAsync(m => m.Kind == typeof(RecordEnded).FullName, Ct));
        Assert.Equal(count, await credit.Whole.Set<OutboxMessage>().CountAsync(m => m.Kind == typeof(MeasuresLifted).FullName, Ct));
        Assert.Equal(count, await LedgerAsync(credit, "credit.stop-use-issued"));
        Assert.Equal(count, await LedgerAsync(credit, "credit.measures-lifted"));
        return count;
    });

    private static Task<int> LedgerAsync(CreditDb credit, string kind) => credit.Whole.Set<QueuedEntry>().CountAsync(e => e.Kind == kind, Ct);

    private static Actor Officer
    {
        get
        {
            var may = MeasuresPermissions.All.Select(p => p.Name).ToHashSet();
            return new(ActorKind.Person, "person:officer", "officer", may) { Grants = [new(Roles.Officer, null, null, may)] };
        }
    }

    private static Task<MemorandumView> AgreeAsync(CreditNode node) => node.DoAsync(Officer, s => s.GetRequiredService<MemorandumDesk>().AgreeAsync(
        new("penalties", "测试备忘录", "测发改〔2026〕1号", Memorandum.PenaltyCause, Decisions.Authority, 5, null, null, [new("2-06", "4", Decisions.OtherUnit, "测试条例")]), Ct));

    private static Task<JointMeasureView> InitiateAsync(CreditNode node, Guid record) =>
        node.DoAsync(Officer, s => s.GetRequiredService<MeasureDesk>().InitiateAsync(new("penalties", record), Ct));

    private static Task ActAsync(CreditNode node, CreditRecord record, RecordActKind kind) => node.DoAsync(Actor.System("test"), async services =>
    {
        await services.GetRequiredService<IRecordActs>().ActAsync(new(kind, record.SubjectId, record.Id.Value, Case), Ct);
        await services.GetRequiredService<CreditDb>().SaveAsync(Ct);
        return 0;
    });

    private static string NumberOf(int file) => string.Create(CultureInfo.InvariantCulture, $"测市监罚〔2026〕{file}号");

    private static Dictionary<string, string> PenaltyOf(int file) => Decisions.Penalty(1, "2026-04-02", NumberOf(file));
}
