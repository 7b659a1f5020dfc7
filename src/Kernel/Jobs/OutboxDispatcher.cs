using System.Text.Json;
using Gongxin.Kernel.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gongxin.Kernel.Jobs;

/// <summary>Reacts to an announcement of another module; may see it twice and in any order.</summary>
public interface IAnnouncementHandler<in TAnnouncement>
    where TAnnouncement : IAnnouncement
{
    Task HandleAsync(TAnnouncement announcement, CancellationToken ct);
}

/// <summary>Hands outbox messages to their handlers, each in its own scope; a failing one is tried again later.</summary>
internal sealed partial class OutboxDispatcher(
    PlatformDb db, IServiceScopeFactory scopes, IEnumerable<AnnouncementRoute> routes, TimeProvider clock, ILogger<OutboxDispatcher> log) : IJob
{
    private const int BatchMax = 100;

    public async Task<JobOutcome> RunAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var due = await db.Set<OutboxMessage>()
            .Where(m => m.HandledAt == null && m.DueAt <= now)
            .OrderBy(m => m.Id)
            .Take(BatchMax)
            .ToListAsync(ct);
        foreach (var message in due)
        {
            try
            {
                foreach (var route in routes.Where(r => r.Kind == message.Kind))
                {
                    await using var scope = scopes.CreateAsyncScope();
                    await route.HandleAsync(scope.ServiceProvider, message.Payload, ct);
                }

                message.Handled(now);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                // The outbox may catch all: one poisoned message must not stop the others.
                HandlerFault(message.Kind, message.Id, fault);
                message.Failed(now);
            }

            await db.SaveChangesAsync(ct);
        }

        return due.Count == BatchMax ? JobOutcome.More(due.Count) : JobOutcome.Done(due.Count);
    }

    [LoggerMessage(120, LogLevel.Error, "A handler of {Kind} failed for message {Id}; it is tried again later.")]
    private partial void HandlerFault(string kind, Guid id, Exception fault);
}

// Binds the name of an announcement's type to one handler.
internal sealed record AnnouncementRoute(string Kind, Func<IServiceProvider, string, CancellationToken, Task> HandleAsync)
{
    public static AnnouncementRoute For<TAnnouncement, THandler>()
        where TAnnouncement : IAnnouncement
        where THandler : class, IAnnouncementHandler<TAnnouncement> =>
        new(typeof(TAnnouncement).FullName!, (services, payload, ct) =>
            services.GetRequiredService<THandler>().HandleAsync(JsonSerializer.Deserialize<TAnnouncement>(payload)!, ct));
}
