using System.Globalization;
using Gongxin.Catalogue.Datasets;
using Gongxin.Catalogue.Versions;
using Gongxin.Catalogue.Versions.Withdrawals;
using Gongxin.Fixtures;
using Gongxin.Kernel.Errors;

namespace Gongxin.Modules.Tests.Catalogue.Versions;

// Goal: what was the newest at an instant is found exactly, on the instant and on both sides of it, on both engines.
public sealed class AsOfTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    private static readonly DateTimeOffset First = new(2026, 3, 31, 15, 59, 59, TimeSpan.Zero);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Engines))]
    public async Task The_newest_version_at_an_instant_is_found_to_the_microsecond(Engine engine)
    {
        await using var node = await CatalogueNode.NewAsync(fixture, engine);
        await PublishAtAsync(node, First.AddTicks(1_234_560), 1);
        await PublishAtAsync(node, First.AddSeconds(1), 2);
        await PublishAtAsync(node, First.AddHours(5).AddMilliseconds(100), 3);

        foreach (var (asOf, number) in new[]
        {
            ("2026-03-31T15:59:59.123456Z", 1), ("2026-03-31T15:59:59.9999999Z", 1), ("2026-03-31T16:00:00Z", 2), ("2026-03-31T16:00Z", 2),
            ("2026-04-01T00:00:00+08:00", 2), ("2026-03-31T20:59:59.099999Z", 2), ("2026-03-31T20:59:59.1Z", 3), ("2026-03-31T23:59:59", 3), ("2999-12-31", 3),
            // A legal day ends at 16:00 UTC: the first version was published on 31 March, the second on 1 April.
            ("2026-03-31", 1), ("2026-04-01", 3),
        })
        {
            var open = await node.AskAsync<DatasetReads, OpenVersion>(r => r.OpenAsync("days", "latest", asOf, Ct));
            Assert.True(number == open.Number, $"{asOf}: {open.Number}");
            Assert.Equal(number, (await node.AskAsync<DatasetReads, VersionView>(r => r.VersionAsync("days", "latest", asOf, Ct))).Number);
            Assert.Equal(number, (await node.AskAsync<DatasetReads, IReadOnlyList<VersionItem>>(r => r.VersionsAsync("days", asOf, Ct))).Count);
            var overview = await node.AskAsync<DatasetReads, DatasetOverview>(r => r.OverviewAsync("days", asOf, Ct));
            Assert.Equal((number, 3, (long)number), (overview.Version.Number, overview.Latest, overview.Stored!.RowCount));
        }

        foreach (var early in new[] { "2026-03-31T15:59:59.123455Z", "2026-03-30", "0001-01-01" })
        {
            Assert.Equal("catalogue.no-version-as-of", await RefusedAsync(node, "latest", early));
        }

        Assert.Empty(await node.AskAsync<DatasetReads, IReadOnlyList<VersionItem>>(r => r.VersionsAsync("days", "2026-03-30", Ct)));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task What_was_withdrawn_since_is_told_so_and_nothing_older_is_given(Engine engine)
    {
        await using var node = await CatalogueNode.NewAsync(fixture, engine);
        await PublishAtAsync(node, First, 1);
        await PublishAtAsync(node, First.AddDays(1), 2);
        await PublishAtAsync(node, First.AddDays(2), 3);
        await node.AskAsync<WithdrawData, WithdrawalView>(w => w.WithdrawAsync("days", "2", "error", "Wrong unit in all rows.", Ct));
        var day = First.AddDays(1.5).ToString("O", CultureInfo.InvariantCulture);

        Assert.Equal("catalogue.version-withdrawn", await RefusedAsync(node, "latest", day));
        var overview = await node.AskAsync<DatasetReads, DatasetOverview>(r => r.OverviewAsync("days", day, Ct));
        Assert.Equal((2, 3), (overview.Version.Number, overview.Latest));
        Assert.Null(overview.Stored);
        Assert.NotNull(overview.Version.Withdrawal);
    }

    [Theory]
    [InlineData("yesterday"), InlineData("2026-02-30"), InlineData("1/2/2026"), InlineData("2026-03-31T15:59:59 08:00"), InlineData("9999-12-31T23:59:59.9999999Z")]
    public void What_is_no_instant_is_refused(string text) => Assert.Equal("catalogue.query-not-readable", Assert.Throws<Refusal>(() => AsOf.EndOf(text)).Code);

    [Fact]
    public async Task A_number_and_an_instant_do_not_go_together()
    {
        await using var node = await CatalogueNode.NewAsync(fixture, Engine.Sqlite);
        await PublishAtAsync(node, First, 1);
        Assert.Equal("catalogue.as-of-with-version", await RefusedAsync(node, "1", "2027-01-01"));
    }

    // A version of as many rows as its number.
    private static Task PublishAtAsync(CatalogueNode node, DateTimeOffset at, int rows)
    {
        node.Clock.Now = at.AddSeconds(-1);
        return node.PublishAsync("days", "id\n" + string.Concat(Enumerable.Range(1, rows).Select(i => $"{i}\n")));
    }

    private static async Task<string> RefusedAsync(CatalogueNode node, string number, string asOf) =>
        (await Assert.ThrowsAsync<Refusal>(() => node.AskAsync<DatasetReads, OpenVersion>(r => r.OpenAsync("days", number, asOf, Ct)))).Code;
}
