using Gongxin.Fixtures;
using Gongxin.Kernel.Data;
using Gongxin.Kernel.Identity;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Modules.Tests.Data;

// Goal: the composed model makes the same tables on both engines, and rows come back as they were written.
public sealed class SchemaTests(DatabaseFixture databases) : IClassFixture<DatabaseFixture>
{
    [Theory, ClassData(typeof(Engines))]
    public async Task A_row_comes_back_as_it_was_written(Engine engine)
    {
        var node = await databases.NodeAsync(engine);
        var written = AuditEntry.By(Actor.System("test"), "RowWritten", "row:1", "{\"名\":1}", TimeProvider.System);
        await using (var db = node.NewDb())
        {
            db.Add(written);
            await db.SaveChangesAsync();
        }

        await using var other = node.NewDb();
        var read = await other.Set<AuditEntry>().SingleAsync(a => a.Id == written.Id);

        Assert.Equal(written.Detail, read.Detail);
        Assert.Equal(DateTimeKind.Utc, read.At.Kind);
        Assert.Equal(written.At, read.At, TimeSpan.FromMicroseconds(1));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task A_new_node_has_rows_of_nobody_else(Engine engine)
    {
        var first = await databases.NewNodeAsync(engine);
        var second = await databases.NewNodeAsync(engine);
        await using (var db = first.NewDb())
        {
            db.Add(AuditEntry.By(Actor.System("test"), "RowWritten", "row:1", null, TimeProvider.System));
            await db.SaveChangesAsync();
        }

        await using var one = first.NewDb();
        await using var two = second.NewDb();

        Assert.Equal(1, await one.Set<AuditEntry>().CountAsync());
        Assert.Equal(0, await two.Set<AuditEntry>().CountAsync());
    }
}
