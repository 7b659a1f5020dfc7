using System.Text.Json;
using Gongxin.Contracts.Registry;
using Gongxin.Kernel.Data;
using Gongxin.Kernel.Identity;
using Gongxin.Kernel.Jobs;
using Gongxin.Kernel.Time;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Host.Demo.Generating;

// The demonstration's subjects and records, made in the background while the node already serves. Killed, it begins anew and finds what is
// there the same.
internal sealed class GenerateOperation(GenerateData generate, DemoDb db, TimeProvider clock) : IOperationHandler
{
    public const string KindName = "credit.generate";
    private const string Step = "generate.Records";

    public string Kind => KindName;

    public async Task RunAsync(OperationContext context, CancellationToken ct)
    {
        var plan = JsonSerializer.Deserialize<GeneratedPlan>(context.Operation.Input)!;
        var generated = await generate.RunAsync(plan, done => context.Progress.Report(new OperationProgress(Step, done, plan.Records)), ct);
        context.Operation.Succeed(JsonSerializer.Serialize(generated, JsonSerializerOptions.Web), clock.GetUtcNow().UtcDateTime);
        await db.SaveAsync(ct);
    }

    // Queued once in the life of a node.
    public static async Task QueueAsync(IServiceProvider services, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        var (db, clock) = (scope.ServiceProvider.GetRequiredService<PlatformDb>(), scope.ServiceProvider.GetRequiredService<TimeProvider>());
        var before = await db.Set<Operation>().Where(o => o.Kind == KindName).Select(o => o.State).ToListAsync(ct);
        var isThere = await scope.ServiceProvider.GetRequiredService<ISubjects>().FindAsync(IdentifierKind.Uscc, GeneratedSubjects.Uscc("91", 0), ct) is not null;
        if (before.Exists(state => state is not OperationState.Failed) || (before.Count == 0 && isThere))
        {
            return;
        }

        var plan = GeneratedPlan.Demonstration(clock.LegalToday());
        db.Add(Operation.Queue(KindName, $"{plan.Subjects} + {plan.Records}", JsonSerializer.Serialize(plan), Actor.System(GenerateData.ActorName), clock));
        await db.SaveChangesAsync(ct);
        services.GetRequiredService<OperationSignal>().Queued();
    }
}

// The end of the operation, saved as everybody's changes are.
internal sealed class DemoDb(PlatformDb platform, CurrentActor current, TimeProvider clock) : ModuleDb(platform, current, clock);
