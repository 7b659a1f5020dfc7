using Gongxin.Contracts.Credit;
using Gongxin.Contracts.Registry;
using Gongxin.Credit;
using Gongxin.Credit.Records.Reading;
using Gongxin.Fixtures;
using Gongxin.Kernel.Errors;
using Gongxin.Kernel.Http;
using Gongxin.Modules.Tests.Registry;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Modules.Tests.Credit;

// Goal: a decision is one record however often and by whomever it is told, is public exactly as long as its rule says, and keeps who said
// what. Method: the module with the register on both engines.
public sealed class RecordsTests(DatabaseFixture databases) : IClassFixture<DatabaseFixture>
{
    private const int Many = 5_000;
    private static readonly DateTimeOffset Now = new(2026, 11, 26, 2, 0, 0, TimeSpan.Zero);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Engines))]
    public async Task The_same_file_again_changes_nothing(Engine engine)
    {
        await using var node = await NodeAsync(engine);
        var file = Enumerable.Range(1, Many).Select(n => Decisions.Penalty(n % 500, "2026-10-08", $"测市监罚〔2026〕{n}号")).ToList();

        var first = await node.TakeAsync(RecordKind.Penalty, file, ct: Ct);
        var second = await node.TakeAsync(RecordKind.Penalty, file, ct: Ct);

        Assert.Equal((Many, Many, 0L, 0L), (first.Read, first.Added, first.Changed, first.Refused));
        Assert.Equal((Many, 0L, 0L, (long)Many), (second.Read, second.Added, second.Changed, second.Same));
        Assert.Empty(second.Findings);
        Assert.Equal((Many, Many), (await node.AskAsync<CreditDb, int>(c => c.Records.CountAsync(Ct)), await node.AskAsync<CreditDb, int>(c => c.Statements.CountAsync(Ct))));
        Assert.Equal(Many / 500, (await node.ReadAsync(r => r.SubjectAsync(Codes.Uscc(1), Ct))).PenaltyCount);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task A_changed_decision_keeps_what_was_said_before(Engine engine)
    {
        await using var node = await NodeAsync(engine);
        await node.TakeAsync(RecordKind.Penalty, [Decisions.Penalty(1, "2026-10-08")], ct: Ct);
        node.Clock.Now = Now.AddDays(1);
        var changed = await node.TakeAsync(RecordKind.Penalty, [Decisions.Penalty(1, "2026-10-08", "测市监罚[2026]1号").With("CF_NR_FK", "2")], ct: Ct);

        Assert.Equal((0L, 1L), (changed.Added, changed.Changed));
        var record = await OnlyAsync(node);
        Assert.Equal(2_000_000, record.Record.FineFen);
        Assert.Equal([(1, false), (2, true)], record.Statements.Select(s => (s.Number, s.IsCounting)));
        Assert.Equal((new DateOnly(2026, 11, 26), new DateOnly(2026, 11, 27)), (record.Record.FirstSeenOn, record.Statements[1].FirstSeenOn));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task The_word_of_the_deciding_authority_counts_more_than_that_of_others(Engine engine)
    {
        await using var node = await NodeAsync(engine);
        var others = Decisions.Penalty(1, "2026-10-08").With("CF_SJLYDM", Decisions.OtherUnit).With("CF_NR_FK", "3");
        await node.TakeAsync(RecordKind.Penalty, [others], "elsewhere", Ct);
        Assert.Equal(3_000_000, (await OnlyAsync(node)).Record.FineFen);

        await node.TakeAsync(RecordKind.Penalty, [Decisions.Penalty(1, "2026-10-08")], "authority", Ct);
        await node.TakeAsync(RecordKind.Penalty, [others.With("CF_NR_FK", "4")], "elsewhere", Ct);

        var record = await OnlyAsync(node);
        Assert.Equal(1_000_000, record.Record.FineFen);
        Assert.Equal([("elsewhere", false), ("authority", true), ("elsewhere", false)], record.Statements.Select(s => (s.Source, s.IsCounting)));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task One_decision_about_two_subjects_is_two_records_and_one_row_twice_is_one(Engine engine)
    {
        await using var node = await NodeAsync(engine);
        var row = Decisions.Penalty(1, "2026-10-08");
        var taken = await node.TakeAsync(RecordKind.Penalty, [row, Decisions.Penalty(2, "2026-10-08"), row], ct: Ct);

        Assert.Equal((2L, 1L, 0L), (taken.Added, taken.Same, taken.Changed));
        Assert.Equal("credit.repeated-in-file", Assert.Single(taken.Findings).Code);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task A_code_of_another_subject_than_the_name_is_refused(Engine engine)
    {
        await using var node = await NodeAsync(engine);
        await node.AskAsync<ISubjects, SubjectsPut>(s => s.PutAsync(
        [
            new() { Uscc = Codes.Uscc(1), Name = Decisions.NameOf(1), FormerNames = ["测试市旧名示例有限公司"] },
            new() { Uscc = Codes.Uscc(2), Name = Decisions.NameOf(2) },
        ], "register", Ct));

        var taken = await node.TakeAsync(RecordKind.Penalty,
        [
            Decisions.Penalty(1, "2026-10-08", "测市监罚〔2026〕1号").With("CF_XDR_MC", Decisions.NameOf(2)),
            Decisions.Penalty(1, "2026-10-08", "测市监罚〔2026〕2号").With("CF_XDR_MC", "测试市旧名示例有限责任公司"),
            Decisions.Penalty(1, "2026-10-08", "测市监罚〔2026〕3号").With("CF_XDR_MC", "测试市无人知晓有限公司"),
        ], ct: Ct);

        Assert.Equal([(2L, "credit.name-of-another-subject"), (4L, "credit.name-differs")], taken.Findings.Select(f => (f.Row!.Value, f.Code)));
        Assert.Equal((2L, 1L), (taken.Added, taken.Refused));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task A_record_is_public_from_its_day_to_its_last_day(Engine engine)
    {
        await using var node = await NodeAsync(engine);
        await node.TakeAsync(RecordKind.Penalty,
        [
            Decisions.Penalty(1, "2026-03-31", "测市监罚〔2026〕1号"),
            Decisions.Penalty(1, "2026-04-01", "测市监罚〔2026〕2号").With("CF_GSJZQ", "2029-01-01"),
            Decisions.Penalty(1, "2026-04-01", "测市监罚〔2026〕3号").With("CF_CFLB", "警告").With("CF_NR_FK", ""),
            Decisions.Penalty(1, "2019-06-30", "测市监罚〔2019〕4号"),
        ], ct: Ct);
        await node.TakeAsync(RecordKind.Licence,
            [Decisions.Licence(1, "2026-10-08", "2026-12-31"), Decisions.Licence(2, "2026-10-08").With("当前状态", "0"), Decisions.Licence(3, "2026-10-08", "长期")], ct: Ct);

        Assert.Equal(["测许〔2026〕7号", "测许〔2026〕7号", "测市监罚〔2026〕2号", "测市监罚〔2026〕1号"], await NumbersAsync(node));
        node.Clock.Now = new(2026, 12, 31, 15, 59, 59, TimeSpan.Zero);
        Assert.Equal(4, (await NumbersAsync(node)).Count);
        node.Clock.Now = new(2026, 12, 31, 16, 0, 0, TimeSpan.Zero);
        Assert.Equal(3, (await NumbersAsync(node)).Count);
        node.Clock.Now = new(2027, 4, 2, 0, 0, 0, TimeSpan.Zero);
        Assert.Equal(["测许〔2026〕7号", "测市监罚〔2026〕1号"], await NumbersAsync(node));
        node.Clock.Now = new(2029, 4, 1, 0, 0, 0, TimeSpan.Zero);
        Assert.Equal(["测许〔2026〕7号"], await NumbersAsync(node));
        await Assert.ThrowsAsync<Refusal>(async () => await node.ReadAsync(r => r.RecordAsync(Codes.Uscc(1), Guid.CreateVersion7(), Ct)));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Nothing_of_a_person_reaches_the_database(Engine engine)
    {
        const string Identity = "110101199003070337";
        await using var node = await NodeAsync(engine);
        var taken = await node.TakeAsync(RecordKind.Penalty,
        [
            Decisions.Penalty(1, "2026-10-08").With("CF_XDR_LB", "自然人").With("CF_XDR_ZJHM", Identity).With("CF_XDR_SHXYM", ""),
            Decisions.Penalty(2, "2026-10-08").With("CF_FR_ZJHM", Identity).With("CF_NR", $"对{Identity}处以罚款"),
        ], ct: Ct);

        Assert.Equal((2L, 1L, 1L), (taken.Read, taken.Added, taken.LeftOut));
        Assert.DoesNotContain(taken.Findings, f => f.Text?.Contains(Identity, StringComparison.Ordinal) == true);
        var fields = await node.AskAsync<CreditDb, List<string>>(c => c.Statements.Select(s => s.Fields).ToListAsync(Ct));
        Assert.DoesNotContain(Identity, Assert.Single(fields));
        Assert.DoesNotContain("测试某", fields[0]);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Timeliness_counts_seven_working_days_from_when_an_authority_hands_in(Engine engine)
    {
        await using var node = await NodeAsync(engine, new(2026, 9, 1, 2, 0, 0, TimeSpan.Zero));
        await node.TakeAsync(RecordKind.Penalty, [Decisions.Penalty(1, "2025-01-02", "测市监罚〔2025〕1号")], ct: Ct);
        Assert.Empty(await node.ReadAsync(r => r.TimelinessAsync(Ct)));

        // Decided before the National Day: the seventh working day is 14 October.
        node.Clock.Now = new(2026, 10, 14, 15, 0, 0, TimeSpan.Zero);
        await node.TakeAsync(RecordKind.Penalty, [Decisions.Penalty(1, "2026-09-29", "测市监罚〔2026〕2号")], ct: Ct);
        node.Clock.Now = new(2026, 10, 14, 16, 0, 0, TimeSpan.Zero);
        await node.TakeAsync(RecordKind.Penalty, [Decisions.Penalty(1, "2026-09-29", "测市监罚〔2026〕3号"), Decisions.Penalty(2, "2026-10-12", "测市监罚〔2026〕4号")], ct: Ct);

        var row = Assert.Single(await node.ReadAsync(r => r.TimelinessAsync(Ct)));
        Assert.Equal((Decisions.Authority, "penalty", 3L, 1L, 0.6667), (row.AuthorityUscc, row.Kind, row.DecidedCount, row.LateCount, row.OnTimeRate));
        var late = await node.ReadAsync(r => r.ListAsync(new RecordFilter { IsLate = true, AuthorityUscc = Decisions.Authority, DecidedFrom = new(2026, 9, 1) }, Ct));
        Assert.Equal("测市监罚〔2026〕3号", Assert.Single(late.Items).Number);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Pages_give_every_record_once_and_filters_narrow_them(Engine engine)
    {
        await using var node = await NodeAsync(engine);
        await node.TakeAsync(RecordKind.Penalty, Enumerable.Range(1, 25).Select(n => Decisions.Penalty(n, n % 2 == 0 ? "2026-10-08" : "2026-10-09", $"测市监罚〔2026〕{n}号")), ct: Ct);
        var (seen, place) = (new List<RecordItem>(), (RecordPlace?)null);
        do
        {
            var page = await node.ReadAsync(r => r.ListAsync(new RecordFilter { Limit = 10, After = place }, Ct));
            Assert.Equal(25, page.Total);
            seen.AddRange(page.Items);
            place = RecordPlace.Parse(page.Next);
        }
        while (place is not null);

        Assert.Equal(25, seen.Select(r => r.Id).Distinct().Count());
        Assert.Equal(seen.OrderByDescending(r => r.DecidedOn).Select(r => r.DecidedOn), seen.Select(r => r.DecidedOn));
        Assert.Equal(13, (await ListAsync(node, RecordFilter.Of("penalty", null, Decisions.Authority, null, "2026-10-09", null))).Total);
        Assert.Equal(1, (await ListAsync(node, RecordFilter.Of(null, Codes.Uscc(3), null, null, null, null))).Total);
        Assert.Equal(1, (await ListAsync(node, RecordFilter.Of(null, null, null, "測試市第７號示例", null, null))).Total);
        Assert.Equal(0, (await ListAsync(node, RecordFilter.Of("licence", null, null, null, null, null))).Total);
        Assert.Equal(0, (await ListAsync(node, RecordFilter.Of(null, Codes.Uscc(400), null, null, null, null))).Total);
        Assert.Equal(Decisions.NameOf(7), Assert.Single(await node.ReadAsync(r => r.SearchAsync("测试市第7号", Ct))).Subject.Name);
        Assert.Equal(Decisions.NameOf(7), Assert.Single(await node.ReadAsync(r => r.SearchAsync(Codes.Uscc(7).ToLowerInvariant(), Ct))).Subject.Name);
    }

    [Fact]
    public async Task A_table_of_another_kind_is_refused()
    {
        await using var node = await NodeAsync(Engine.Sqlite);
        var refusal = await Assert.ThrowsAsync<Refusal>(() => node.TakeAsync(RecordKind.Licence, [Decisions.Penalty(1, "2026-10-08")], ct: Ct));
        Assert.Equal("credit.columns-missing", refusal.Code);
    }

    [Fact]
    public async Task Tables_of_records_can_be_distributed_by_subject()
    {
        await using var node = await databases.NewNodeAsync(Engine.Sqlite) is var test ? test.NewDb() : null;
        var tables = node!.Model.GetEntityTypes().Where(e => e.GetTableName()!.StartsWith("credit_", StringComparison.Ordinal) && e.FindProperty("SubjectId") is not null).ToList();

        Assert.Contains("credit_record", tables.Select(t => t.GetTableName()));
        Assert.All(tables, t => Assert.Equal("SubjectId", t.FindPrimaryKey()!.Properties[0].Name));
        Assert.All(tables.SelectMany(t => t.GetIndexes()).Where(i => i.IsUnique), i => Assert.Equal("SubjectId", i.Properties[0].Name));
    }

    private static async Task<IReadOnlyList<string>> NumbersAsync(CreditNode node) =>
        [.. (await ListAsync(node, new RecordFilter())).Items.Select(r => r.Number)];

    private static Task<PageOf<RecordItem>> ListAsync(CreditNode node, RecordFilter filter) => node.ReadAsync(r => r.ListAsync(filter, Ct));

    private static async Task<RecordView> OnlyAsync(CreditNode node)
    {
        var item = Assert.Single((await ListAsync(node, new RecordFilter())).Items);
        return await node.ReadAsync(r => r.RecordAsync(item.Uscc, item.Id, Ct));
    }

    private async Task<CreditNode> NodeAsync(Engine engine, DateTimeOffset? now = null) => new(await databases.NewNodeAsync(engine), now ?? Now);
}
