using Gongxin.Kernel.Ledger;

namespace Gongxin.Modules.Tests.Ledger;

// Goal: acts of one process keep their order, however many fall into one millisecond.
public sealed class ActOrderTests
{
    [Fact]
    public void Acts_of_one_instant_keep_their_order()
    {
        var now = new DateTimeOffset(2400, 1, 1, 0, 0, 0, TimeSpan.Zero);

        // An order of its own: that of the process follows the clocks of all tests that run meanwhile.
        var order = new ActOrder();
        var ids = Enumerable.Range(0, 10_000).Select(_ => order.Next(now)).ToList();

        Assert.Equal(ids.Order().ToList(), ids);
        Assert.Equal(ids.Select(i => i.ToString()).Order(StringComparer.Ordinal).ToList(), ids.Select(i => i.ToString()).ToList());
        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.All(ids, id => Assert.Equal((7, true), (id.Version, id.Variant is >= 8 and <= 11)));
    }
}
