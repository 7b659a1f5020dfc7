using System.Text;
using System.Text.Json;
using Gongxin.Contracts.Credit;
using Gongxin.Contracts.Registry;
using Gongxin.Credit;
using Gongxin.Credit.Reports;
using Gongxin.Credit.Standing;
using Gongxin.Fixtures;
using Gongxin.Kernel.Errors;
using Gongxin.Kernel.Identity;
using Gongxin.Kernel.Ledger.Seals;
using Gongxin.Modules.Tests.Registry;
using Microsoft.Extensions.DependencyInjection;

namespace Gongxin.Modules.Tests.Credit;

// Goal: a report says what stands, what the site does not keep is not told as nothing, the file proves itself offline, and an old report is
// told from one that is still current. Method: the module with the register on both engines.
public sealed class ReportsTests(DatabaseFixture databases) : IClassFixture<DatabaseFixture>
{
    private static readonly DateTimeOffset Now = new(2026, 11, 26, 2, 0, 0, TimeSpan.Zero);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Engines))]
    public async Task A_report_says_what_stands_in_its_ten_parts(Engine engine)
    {
        await using var node = await NodeAsync(engine);
        await node.TakeAsync(RecordKind.Penalty, [Decisions.Penalty(1, "2026-10-08")], ct: Ct);
        await node.TakeAsync(RecordKind.Licence, [Decisions.Licence(1, "2026-10-08")], ct: Ct);
        var report = await IssueAsync(node, Codes.Uscc(1));
        var view = await ViewAsync(node, report);
        var body = view.Document!.Body;

        Assert.Equal((ReportFinding.Records, ReportState.Current), (view.Finding, view.State));
        Assert.Equal(Enum.GetValues<ReportPart>(), body.Sections.Select(s => s.Part));
        Assert.All(body.Sections, s => Assert.True(s.IsKept, $"{s.Part}"));
        var administration = body.Sections.Single(s => s.Part is ReportPart.Administration);
        Assert.Equal((2, 2), ((int)administration.Total, administration.Facts.Count));
        var penalty = administration.Facts.Single(f => f.Kind == "penalty");
        Assert.Equal(("《中华人民共和国示例法》第一条", "测试市市场监督管理局", 1_000_000L), (penalty.LegalBasis, penalty.Source, penalty.AmountFen));
        Assert.Equal(new DateOnly(2027, 1, 8), Assert.Single(body.Advice).RepairFrom);
        Assert.DoesNotContain("测试某", Encoding.UTF8.GetString(view.Document.ToBytes()));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task An_old_report_is_genuine_and_no_longer_current_once_something_has_changed(Engine engine)
    {
        await using var node = await NodeAsync(engine);
        await node.TakeAsync(RecordKind.Penalty, [Decisions.Penalty(1, "2026-10-08")], ct: Ct);
        var report = await IssueAsync(node, Codes.Uscc(1));
        var file = await FileAsync(node, report);
        Assert.Equal(report.Number, (await IssueAsync(node, Codes.Uscc(1))).Number);

        await node.TakeAsync(RecordKind.Penalty, [Decisions.Penalty(1, "2026-11-08", "测市监罚〔2026〕2号")], ct: Ct);
        var view = await ViewAsync(node, report);
        Assert.Equal((ReportState.Superseded, null), (view.State, view.Document));
        Assert.Equal("credit.report-not-current", (await Assert.ThrowsAsync<Refusal>(() => FileAsync(node, report))).Code);
        Assert.True(SealedDocument.Verify(file, []).IsGood);

        // The same by the passing of time: publicity ends and nothing else happens.
        var second = await IssueAsync(node, Codes.Uscc(1));
        Assert.NotEqual(report.Number, second.Number);
        node.Clock.Now = Now.AddYears(1);
        Assert.Equal(ReportState.Superseded, (await ViewAsync(node, second)).State);
        Assert.Equal("credit.report-not-found", (await Assert.ThrowsAsync<Refusal>(() => node.AskAsync<ReportReads, ReportView>(r => r.ViewAsync(report.Number, "WRONGCODE", Ct)))).Code);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task An_open_objection_is_told_and_makes_older_reports_old(Engine engine)
    {
        await using var node = await NodeAsync(engine);
        await node.TakeAsync(RecordKind.Penalty, [Decisions.Penalty(1, "2026-10-08")], ct: Ct);
        var before = await IssueAsync(node, Codes.Uscc(1));
        var fact = Assert.Single((await ViewAsync(node, before)).Document!.Body.Sections.SelectMany(s => s.Facts));
        Assert.Null(fact.Standing);

        await node.DoAsync(Actor.System("test"), async services =>
        {
            var act = new RecordAct(RecordActKind.OpenObjection, SubjectId.Of(IdentifierKind.Uscc, Codes.Uscc(1)), fact.Id, "20261126-TEST-0001", null);
            await services.GetRequiredService<IRecordActs>().ActAsync(act, Ct);
            await services.GetRequiredService<CreditDb>().SaveAsync(Ct);
            return 0;
        });

        Assert.Equal(ReportState.Superseded, (await ViewAsync(node, before)).State);
        var after = await ViewAsync(node, await IssueAsync(node, Codes.Uscc(1)));
        Assert.Equal("under-objection", Assert.Single(after.Document!.Body.Sections.SelectMany(s => s.Facts)).Standing);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task The_negative_answer_is_signed_as_well(Engine engine)
    {
        await using var node = await NodeAsync(engine);
        await node.AskAsync<ISubjects, SubjectsPut>(s => s.PutAsync([new SubjectData { Uscc = Codes.Uscc(5), Name = Decisions.NameOf(5) }], "test", Ct));
        var nothing = await IssueAsync(node, Codes.Uscc(5));
        var unknown = await IssueAsync(node, Codes.Uscc(6));

        Assert.Equal((ReportFinding.Nothing, ReportFinding.NotInRegister), (nothing.Finding, unknown.Finding));
        foreach (var report in new[] { nothing, unknown })
        {
            var verdict = SealedDocument.Verify(await FileAsync(node, report), []);
            Assert.True(verdict.IsGood);
            Assert.Equal(Now.UtcDateTime, verdict.Proof!.Entry!.At);
        }

        Assert.Equal("credit.code-not-usable", (await Assert.ThrowsAsync<Refusal>(() => IssueAsync(node, Codes.Uscc(7)[..17] + (Codes.Uscc(7)[17] == '0' ? '1' : '0')))).Code);
        Assert.Equal("credit.code-not-usable", (await Assert.ThrowsAsync<Refusal>(() => IssueAsync(node, "12345"))).Code);
    }

    [Fact]
    public async Task A_hundred_reports_are_accepted_and_each_rejected_after_any_change()
    {
        const int Reports = 100;
        await using var node = await NodeAsync(Engine.Sqlite);
        await node.TakeAsync(RecordKind.Penalty, Enumerable.Range(0, 300).Select(n => Decisions.Penalty(n % (Reports / 2), "2026-10-08", $"测市监罚〔2026〕{n}号")), ct: Ct);
        var random = new Random(20261126);
        for (var subject = 0; subject < Reports; subject++)
        {
            var file = await FileAsync(node, await IssueAsync(node, Codes.Uscc(subject)));
            Assert.True(SealedDocument.Verify(file, []).IsGood);
            var changed = file.ToArray();
            var at = random.Next(file.Length);
            changed[at] = (byte)(changed[at] + random.Next(1, 256));
            Assert.False(SealedDocument.Verify(changed, []).IsGood, $"byte {at} of {file.Length}");
        }
    }

    [Fact]
    public async Task Every_byte_of_a_small_report_counts()
    {
        await using var node = await NodeAsync(Engine.Sqlite);
        var file = await FileAsync(node, await IssueAsync(node, Codes.Uscc(1)));
        for (var at = 0; at < file.Length; at++)
        {
            file[at] ^= 0x01;
            Assert.False(SealedDocument.Verify(file, []).IsGood, $"byte {at}");
            file[at] ^= 0x01 ^ 0x20;
            Assert.False(SealedDocument.Verify(file, []).IsGood, $"byte {at}");
            file[at] ^= 0x20;
        }

        Assert.True(SealedDocument.Verify(file, []).IsGood);
        using var json = JsonDocument.Parse(SealedDocument.TryParse(file)!.Document);
        Assert.Equal("notInRegister", json.RootElement.GetProperty("body").GetProperty("finding").GetString());
    }

    private static Task<CreditReport> IssueAsync(CreditNode node, string uscc) => node.AskAsync<IssueReport, CreditReport>(i => i.RunAsync(uscc, Ct));

    private static Task<ReportView> ViewAsync(CreditNode node, CreditReport report) => node.AskAsync<ReportReads, ReportView>(r => r.ViewAsync(report.Number, report.Code, Ct));

    private static async Task<byte[]> FileAsync(CreditNode node, CreditReport report)
    {
        await node.IntegrateAsync();
        return (await node.AskAsync<ReportReads, byte[]?>(r => r.FileAsync(report.Number, report.Code, Ct)))!;
    }

    private async Task<CreditNode> NodeAsync(Engine engine) => new(await databases.NewNodeAsync(engine), Now);
}
