using Gongxin.Collection;
using Gongxin.Collection.Sources;
using Gongxin.Collection.Submissions;
using Gongxin.Fixtures;
using Gongxin.Governance.Notices;
using Gongxin.Kernel.Errors;
using Gongxin.Kernel.Identity;
using Gongxin.Kernel.Jobs;
using Gongxin.Tests.Collection.Handing;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Tests.Collection.Sources;

// A running monthly task, of which the first organisation has a clerk with an account, and sources for it.
internal sealed class SourceSteps : IAsyncDisposable
{
    private SourceSteps(CollectingNode node) => Node = node;

    public CollectingNode Node { get; }
    public Actor Clerk { get; private set; } = null!;
    public Guid Task { get; private set; }
    public Guid Organisation => Node.Organisations[0];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<SourceSteps> NewAsync(DatabaseFixture databases, Engine engine, bool toPrivate = true)
    {
        var steps = new SourceSteps(await CollectingNode.NewAsync(databases, engine, toPrivate: toPrivate));
        steps.Clerk = steps.Node.Reporter(0) with { Id = await steps.Node.EmployAsync("clerk", Roles.Reporter, 0) };
        steps.Task = await steps.Node.StartedAsync();
        return steps;
    }

    // 09:00 in the legal zone, three days before the deadline.
    public static SourceRequest Web(string address, PullOutcome outcome = PullOutcome.HandIn) => new()
    {
        Kind = SourceKind.Http, Address = address, HeaderName = "X-Key", Secret = "s3cret", Outcome = outcome, DaysBefore = 3, At = "09:00", Retries = 1, RetryMinutes = 30,
    };

    public Task SetAsync(SourceRequest request, Actor? by = null) => Node.DoAsync<SourceDesk>(by ?? Clerk, d => d.SetAsync(Task, Organisation, request, Ct));

    public async Task<string> RefusedAsync(SourceRequest request, Actor? by = null)
    {
        var refusal = await Assert.ThrowsAsync<Refusal>(() => SetAsync(request, by));
        return refusal.Args.Count > 0 ? $"{refusal.Code} {refusal.Args[0]}" : refusal.Code;
    }

    public async Task<SubmissionItem> DueAsync() => await Node.OnlyDueAsync(0);

    // To the minute at which the source is pulled, and so many minutes after it.
    public async Task ComeAsync(int minutes = 0)
    {
        var next = Assert.Single((await ReadAsync()).Next);
        Node.Clock.Now = new DateTimeOffset(next.At, TimeSpan.Zero).AddMinutes(minutes);
    }

    // Until there is nothing to do.
    public async Task RunAsync()
    {
        while ((await Node.AskAsync<PullSources, JobOutcome>(Actor.System(nameof(PullSources)), j => j.RunAsync(Ct))).HasMore)
        {
        }
    }

    public Task<SourceView> ReadAsync(Actor? by = null) => Node.AskAsync<SourceReads, SourceView>(by ?? Clerk, r => r.ReadAsync(Task, Organisation, Ct));

    public async Task<PullView> TryAsync(Actor? by = null)
    {
        var id = await Node.AskAsync<TryPull, Guid>(by ?? Clerk, t => t.RunAsync(Task, Organisation, Ct));
        return await Node.AskAsync<SourceReads, PullView>(by ?? Clerk, r => r.PullAsync(Task, Organisation, id, Ct));
    }

    // Newest last.
    public async Task<IReadOnlyList<PullItem>> PullsAsync() => [.. (await ReadAsync()).Pulls.Reverse()];

    public async Task<IReadOnlyList<(string To, string Code)>> ToldAsync()
    {
        await using var db = Node.NewDb();
        return [.. (await db.Set<Notice>().AsNoTracking().OrderBy(n => n.Id).ToListAsync(Ct)).Where(n => n.Code.StartsWith("Notice.Pull", StringComparison.Ordinal)).Select(n => (n.Recipient, n.Code))];
    }

    public ValueTask DisposeAsync() => Node.DisposeAsync();
}
