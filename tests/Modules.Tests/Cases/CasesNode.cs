using System.Text;
using Gongxin.Cases;
using Gongxin.Cases.Applying;
using Gongxin.Cases.Casework;
using Gongxin.Cases.Desk;
using Gongxin.Cases.Following;
using Gongxin.Contracts.Credit;
using Gongxin.Contracts.Registry;
using Gongxin.Credit;
using Gongxin.Credit.Records.Reading;
using Gongxin.Fixtures;
using Gongxin.Kernel.Identity;
using Gongxin.Modules.Tests.Catalogue;
using Gongxin.Modules.Tests.Credit;
using Gongxin.Modules.Tests.Registry;
using Gongxin.Registry;
using Gongxin.Standards;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Gongxin.Modules.Tests.Cases;

// Front desk, credit and register on one engine, with a clock that tests set, one penalty, and the officers of the body that made it.
internal sealed class CasesNode : IAsyncDisposable
{
    public static readonly Actor Desk = Holder("desk", null, CasesPermissions.DeskName, CasesPermissions.ReadApplicantName);
    public static readonly Actor Officer = Holder("officer", Decisions.Authority, CasesPermissions.HandleName, CasesPermissions.ReadApplicantName);
    public static readonly Actor Stranger = Holder("stranger", Decisions.OtherUnit, CasesPermissions.HandleName);

    private readonly TestNode _node;
    private readonly ServiceProvider _services;

    private CasesNode(TestNode node, DateTimeOffset now)
    {
        _node = node;
        Clock = new TestClock { Now = now };
        _services = node.Compose().AddStandards().AddRegistry().AddCredit().AddCases().Replace(ServiceDescriptor.Singleton<TimeProvider>(Clock))
            .AddSingleton<IDataProtectionProvider>(new EphemeralDataProtectionProvider()).BuildServiceProvider();
    }

    public TestClock Clock { get; }
    public Guid Record { get; private set; }

    public static async Task<CasesNode> NewAsync(TestNode node, DateTimeOffset now, string decidedOn)
    {
        var made = new CasesNode(node, now);
        await made.DoAsync(Actor.System("test"), s => s.GetRequiredService<ISubjects>().PutAsync(
        [
            new() { Uscc = Decisions.Authority, Name = "测试市市场监督管理局" },
            new() { Uscc = Decisions.OtherUnit, Name = "测试市行政审批局" },
        ], "register", default));
        await made.TakeAsync(Decisions.Penalty(1, decidedOn));
        made.Record = (await made.DoAsync(Actor.Anonymous, s => s.GetRequiredService<RecordReads>().ListAsync(new RecordFilter(), default))).Items[0].Id;
        return made;
    }

    public async Task TakeAsync(Dictionary<string, string> row)
    {
        var file = Path.Combine(_node.Settings.DataFolder, $"{Guid.CreateVersion7():N}.csv");
        await File.WriteAllTextAsync(file, Decisions.Csv([row]), Encoding.UTF8);
        await DoAsync(Actor.System("test"), s => s.GetRequiredService<ICreditRecords>().TakeAsync(new(RecordKind.Penalty, file, "decisions.csv", "test"), default));
    }

    public Task<ApplicationReceipt> ApplyAsync(string kind, string? uscc = null) => DoAsync(Actor.Anonymous, s => s.GetRequiredService<ApplyForCase>().RunAsync(
        new()
        {
            Kind = kind, Uscc = uscc ?? Codes.Uscc(1), Record = Record, About = "某经营主体", Name = "测试某人", Phone = "13800138000", Email = "someone@example.org",
            Grounds = "处罚金额与决定书不一致，请核对更正。", Commitment = true,
        },
        [], default));

    public Task<CaseView> StepAsync(Actor actor, string number, string step, string? text = "已办理", string? body = null, string? outcome = null, string? reason = null) =>
        DoAsync(actor, s => s.GetRequiredService<HandleCase>().DoAsync(number, new(step, text, body, outcome, reason), default));

    public Task<CaseView> SayAsync(ApplicationReceipt receipt, string step, string? text = "补充说明") =>
        DoAsync(Actor.Anonymous, s => s.GetRequiredService<FollowCase>().SayAsync(receipt.Number, receipt.Code, new(step, text), [], default));

    public Task<CaseView> FollowAsync(string number, string code) => DoAsync(Actor.Anonymous, s => s.GetRequiredService<FollowCase>().ReadAsync(number, code, default));

    public Task<RecordView> RecordAsync() => DoAsync(Actor.Anonymous, s => s.GetRequiredService<RecordReads>().RecordAsync(Codes.Uscc(1), Record, default));

    // In one scope, as the actor: what one request does.
    public async Task<TAnswer> DoAsync<TAnswer>(Actor actor, Func<IServiceProvider, Task<TAnswer>> act)
    {
        await using var scope = _services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Actor = actor;
        return await act(scope.ServiceProvider);
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private static Actor Holder(string name, string? uscc, params string[] may)
    {
        var permissions = may.ToHashSet();
        return new(ActorKind.Person, "person:" + name, name, permissions)
        {
            Grants = [new(Roles.Officer, uscc is null ? null : SubjectId.Of(IdentifierKind.Uscc, uscc).Value, null, permissions)],
        };
    }
}
