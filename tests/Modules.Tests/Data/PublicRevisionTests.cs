using Gongxin.Fixtures;
using Gongxin.Kernel.Data;
using Gongxin.Kernel.Identity;
using Gongxin.Modules.Tests.Catalogue;
using Gongxin.Modules.Tests.Ledger;
using Microsoft.Extensions.DependencyInjection;

namespace Gongxin.Modules.Tests.Data;

// Goal: what was kept ends with every change, whichever process makes it. Method: one process is a service provider; changes of
// another are made on a context that knows nothing of the first one's services.
public sealed class PublicRevisionTests(DatabaseFixture databases) : IClassFixture<DatabaseFixture>
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Engines))]
    public async Task A_commit_of_this_process_begins_a_revision_and_a_rollback_does_not(Engine engine)
    {
        await using var process = await ProcessAsync(engine);
        var revision = process.GetRequiredService<PublicRevision>();
        await using var scope = process.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PlatformDb>();
        await process.GetRequiredService<RevisionWatch>().LookAsync(Ct);

        var before = revision.Current;
        db.Add(Entry("one"));
        await db.SaveChangesAsync(Ct);
        var saved = revision.Current;
        Assert.True(saved > before);

        await using (var transaction = await db.Database.BeginTransactionAsync(Ct))
        {
            db.Add(Entry("two"));
            await db.SaveChangesAsync(Ct);
            saved = revision.Current;
            await transaction.CommitAsync(Ct);
        }

        var committed = revision.Current;
        Assert.True(committed > saved);
        await using (var transaction = await db.Database.BeginTransactionAsync(Ct))
        {
            await transaction.RollbackAsync(Ct);
        }

        Assert.Equal(committed, revision.Current);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task A_change_of_another_process_is_seen_by_its_audit_row(Engine engine)
    {
        var node = await databases.NewNodeAsync(engine);
        await using var process = Process(node);
        var (revision, watch) = (process.GetRequiredService<PublicRevision>(), process.GetRequiredService<RevisionWatch>());
        await watch.LookAsync(Ct);
        var before = revision.Current;
        await watch.LookAsync(Ct);
        Assert.Equal(before, revision.Current);

        await using var other = node.NewDb();
        other.Add(Entry("elsewhere"));
        await other.SaveChangesAsync(Ct);
        Assert.Equal(before, revision.Current);
        await watch.LookAsync(Ct);
        Assert.True(revision.Current > before);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task An_act_of_another_process_is_seen_by_the_size_of_the_ledger(Engine engine)
    {
        var node = await databases.NewNodeAsync(engine);
        await using var process = Process(node);
        var (revision, watch) = (process.GetRequiredService<PublicRevision>(), process.GetRequiredService<RevisionWatch>());
        await node.GrowAsync(3);
        await watch.LookAsync(Ct);
        var (before, size) = (revision.Current, watch.Checkpoint!.Size);

        await node.GrowAsync(1);
        await watch.LookAsync(Ct);
        Assert.True(revision.Current > before);
        Assert.Equal(size + 1, watch.Checkpoint!.Size);
    }

    [Fact]
    public async Task Without_a_recent_look_nothing_may_be_kept()
    {
        var clock = new TestClock();
        var revision = new PublicRevision(clock);
        var cache = new RevisionCache<string, int>(revision, 10);
        Assert.Null(revision.Current);
        Assert.Equal(1, await cache.GetAsync("a", _ => Task.FromResult(1)));
        Assert.Equal(2, await cache.GetAsync("a", _ => Task.FromResult(2)));

        revision.Looked(clock.GetTimestamp());
        Assert.NotNull(revision.Current);
        clock.Now += TimeSpan.FromMinutes(1);
        Assert.Null(revision.Current);
    }

    [Fact]
    public async Task An_answer_is_remembered_for_its_revision_only_and_their_number_is_bounded()
    {
        var clock = new TestClock();
        var revision = new PublicRevision(clock);
        revision.Looked(clock.GetTimestamp());
        var cache = new RevisionCache<int, int>(revision, 2);
        var reads = 0;
        Task<int> Read(int key) => Task.FromResult(key + (1000 * ++reads));

        Assert.Equal(1001, await cache.GetAsync(1, Read));
        Assert.Equal(1001, await cache.GetAsync(1, Read));
        revision.Advance();
        Assert.Equal(2001, await cache.GetAsync(1, Read));

        for (var key = 2; key < 100; key++)
        {
            await cache.GetAsync(key, Read);
        }

        Assert.True(await cache.GetAsync(1, Read) > 2001);
    }

    [Fact]
    public async Task Of_many_keys_only_the_unknown_are_read_and_those_without_an_answer_are_left_out()
    {
        var clock = new TestClock();
        var revision = new PublicRevision(clock);
        var cache = new RevisionCache<int, int>(revision, 3);
        var asked = new List<string>();
        Task<IReadOnlyDictionary<int, int>> Read(IReadOnlyList<int> keys)
        {
            asked.Add(string.Join(',', keys));
            return Task.FromResult<IReadOnlyDictionary<int, int>>(keys.Where(k => k < 100).ToDictionary(k => k, k => k * 10));
        }

        Assert.Equal([10, 20], (await cache.GetManyAsync([1, 2], Read)).Values.Order());
        revision.Looked(clock.GetTimestamp());
        Assert.Equal([10, 20], (await cache.GetManyAsync([1, 2], Read)).Values.Order());
        Assert.Equal([10, 20, 30], (await cache.GetManyAsync([1, 2, 3, 100], Read)).Values.Order());
        Assert.Equal([10, 30], (await cache.GetManyAsync([1, 3], Read)).Values.Order());
        Assert.Equal(["1,2", "1,2", "3,100"], asked);

        revision.Advance();
        Assert.Equal([10], (await cache.GetManyAsync([1], Read)).Values);
        Assert.Equal([10, 40, 50, 60, 70], (await cache.GetManyAsync([1, 4, 5, 6, 7], Read)).Values.Order());
        Assert.Equal("4,5,6,7", asked[^1]);
    }

    private static AuditEntry Entry(string subject) => AuditEntry.By(Actor.System("test"), "Changed", subject, null, TimeProvider.System);

    private async Task<ServiceProvider> ProcessAsync(Engine engine) => Process(await databases.NewNodeAsync(engine));

    private static ServiceProvider Process(TestNode node) => node.Compose().AddSingleton<RevisionWatch>().BuildServiceProvider();
}
