using System.Globalization;
using Gongxin.DuckDb;
using Gongxin.Kernel.Settings;
using Microsoft.Extensions.Configuration;

namespace Gongxin.Datastore;

/// <summary>How the process's one DuckDB instance is opened.</summary>
internal static class DuckDbSettings
{
    /// <summary>Bytes, or a number with KiB, MiB or GiB; described in <c>docs/settings.md</c>.</summary>
    public const string MemoryLimitKey = "Gongxin:DuckDb:MemoryLimit";

    private const long DefaultBytesMax = 1L << 30;
    private const double DefaultShareOfMemory = 0.4;

    // SQL reads and writes under the data folder only, whatever it says.
    public static DuckDbOptions From(PlatformSettings settings, IConfiguration? configuration) => new()
    {
        MemoryLimitBytes = configuration?[MemoryLimitKey] is { Length: > 0 } limit ? Bytes(limit) : DefaultBytes(),
        Threads = Environment.ProcessorCount,
        TempDirectory = Path.Combine(settings.TempFolder, "spill"),
        AllowedDirectories = [settings.DataFolder],
    };

    internal static long Bytes(string text)
    {
        var number = text.AsSpan().TrimEnd("KMGiB ");
        long unit = text.AsSpan(number.Length).Trim() switch
        {
            "" => 1,
            "KiB" => 1L << 10,
            "MiB" => 1L << 20,
            "GiB" => 1L << 30,
            _ => 0,
        };
        return unit > 0 && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0
            ? checked(count * unit)
            : throw new InvalidOperationException($"{MemoryLimitKey} must be a number of bytes, or a number with KiB, MiB or GiB, not “{text}”.");
    }

    private static long DefaultBytes() =>
        Math.Min(DefaultBytesMax, (long)(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes * DefaultShareOfMemory));
}
