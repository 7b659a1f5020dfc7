using Gongxin.Datastore;
using Gongxin.Kernel.Settings;
using Microsoft.Extensions.Configuration;

namespace Gongxin.Modules.Tests.Datastore;

public sealed class DuckDbSettingsTests
{
    [Theory]
    [InlineData("1000000", 1_000_000)]
    [InlineData("512 MiB", 536_870_912)]
    [InlineData("2GiB", 2_147_483_648)]
    public void The_memory_limit_is_read_in_bytes_and_in_units(string text, long bytes) => Assert.Equal(bytes, Options(text).MemoryLimitBytes);

    [Theory]
    [InlineData("1 GB")]
    [InlineData("-1")]
    [InlineData("lots")]
    public void A_memory_limit_that_cannot_be_read_stops_the_start(string text) => Assert.Throws<InvalidOperationException>(() => Options(text));

    [Fact]
    public void Without_a_setting_the_limit_is_a_gibibyte_at_most() => Assert.InRange(Options(null).MemoryLimitBytes!.Value, 1L << 20, 1L << 30);

    private static Gongxin.DuckDb.DuckDbOptions Options(string? limit) => DuckDbSettings.From(
        new PlatformSettings { DataFolder = "/data" },
        new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { [DuckDbSettings.MemoryLimitKey] = limit }).Build());
}
