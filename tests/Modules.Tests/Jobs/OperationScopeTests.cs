using Gongxin.Fixtures;
using Gongxin.Kernel.Data;
using Gongxin.Kernel.Identity;
using Gongxin.Kernel.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Gongxin.Modules.Tests.Jobs;

// Goal: an operation sees the rows that whoever queued it sees, and no more.
public sealed class OperationScopeTests(DatabaseFixture databases) : IClassFixture<DatabaseFixture>
{
    private const string Role = "test-role";
    private static readonly Permission Read = new("test.read");
    private static readonly Permission Write = new("test.write");
    private static readonly Guid One = Guid.CreateVersion7();
    private static readonly Guid Two = Guid.CreateVersion7();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Engines))]
    public async Task A_person_acts_where_the_grants_reach(Engine engine)
    {
        var person = new Actor(ActorKind.Person, "person:" + Guid.CreateVersion7(), "", new HashSet<string> { Read.Name })
        {
            Grants = [new ActorGrant(Role, One, "330000", new HashSet<string> { Read.Name })],
        };
        var ran = await RanAsAsync(engine, person);
        Assert.Equal((ActorKind.Person, person.Id, One), (ran.Kind, ran.Id, ran.Organisation));
        Assert.True(ran.Reaches(Read, One, "330106"));
        Assert.False(ran.Reaches(Read, Two, "330106"));
        Assert.False(ran.Reaches(Read, One, "110101"));

        // The role permits it by now; it did not when the operation was queued.
        Assert.False(ran.Reaches(Write, One, "330106"));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task A_key_of_an_organisation_acts_for_it_alone(Engine engine)
    {
        var ran = await RanAsAsync(engine, new Actor(ActorKind.Application, "key:x", "", new HashSet<string> { Read.Name }) { KeyOrganisation = One });
        Assert.Equal((true, false), (ran.Reaches(Read, One, null), ran.Reaches(Read, Two, null)));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task The_node_and_its_keys_reach_everything(Engine engine)
    {
        Assert.True((await RanAsAsync(engine, Actor.System("test"))).Reaches(Write, Two, null));
        Assert.True((await RanAsAsync(engine, new Actor(ActorKind.Application, "key:x", "", new HashSet<string> { Read.Name }))).Reaches(Read, Two, null));
    }

    private async Task<Actor> RanAsAsync(Engine engine, Actor actor)
    {
        var node = await databases.NewNodeAsync(engine);
        var told = new TaskCompletionSource<Actor>(TaskCreationOptions.RunContinuationsAsynchronously);
        var services = node.Compose().AddRole(Role, Read, Write).AddRunners();
        services.AddSingleton(told);
        services.AddOperation<Told>();
        await using var provider = services.BuildServiceProvider();
        await using (var scope = provider.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<PlatformDb>();
            db.Add(Operation.Queue(Told.KindName, "test", "{}", actor, TimeProvider.System));
            await db.SaveChangesAsync(Ct);
        }

        var runner = provider.GetServices<IHostedService>().OfType<OperationRunner>().Single();
        await runner.StartAsync(Ct);
        try
        {
            return await told.Task.WaitAsync(TimeSpan.FromSeconds(30), Ct);
        }
        finally
        {
            await runner.StopAsync(CancellationToken.None);
        }
    }

    private sealed class Told(TaskCompletionSource<Actor> told, CurrentActor current, PlatformDb db) : IOperationHandler
    {
        public const string KindName = "test.told";

        public string Kind => KindName;

        public async Task RunAsync(OperationContext context, CancellationToken ct)
        {
            context.Operation.Succeed("{}", DateTime.UnixEpoch);
            await db.SaveChangesAsync(ct);
            Assert.Same(context.Actor, current.Actor);
            told.SetResult(context.Actor);
        }
    }
}
