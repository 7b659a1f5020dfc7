using System.Collections.Concurrent;

namespace Gongxin.Fixtures;

/// <summary>
/// The databases of one test class: <c>IClassFixture&lt;DatabaseFixture&gt;</c>. Tests of a class may share a node per
/// engine (<see cref="NodeAsync"/>) when they do not depend on each other's rows, or take a new one
/// (<see cref="NewNodeAsync"/>); both are cheap, since the schema is made once and copied.
/// </summary>
public sealed class DatabaseFixture : IAsyncLifetime
{
    private readonly ConcurrentDictionary<Engine, Lazy<Task<TestNode>>> _shared = new();
    private readonly ConcurrentBag<TestNode> _nodes = [];

    /// <summary>The node that all tests of the class share on this engine.</summary>
    public Task<TestNode> NodeAsync(Engine engine) =>
        _shared.GetOrAdd(engine, e => new(() => NewNodeAsync(e))).Value;

    /// <summary>A node of one's own, with an empty data folder and an empty database.</summary>
    public async Task<TestNode> NewNodeAsync(Engine engine)
    {
        var node = await TestNode.CreateAsync(engine);
        _nodes.Add(node);
        return node;
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes)
        {
            await node.DisposeAsync();
        }
    }
}
