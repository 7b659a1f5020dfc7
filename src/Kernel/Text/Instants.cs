using System.Globalization;

namespace Gongxin.Kernel.Text;

/// <summary>UTC instants as standards want them (ISO 8601, RFC 3339).</summary>
public static class Instants
{
    /// <summary>To the microsecond, which is what the database keeps: whoever asks for what changed since then misses nothing.</summary>
    public static string Written(DateTime at) => at.ToString("yyyy-MM-ddTHH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    /// <summary>To the second.</summary>
    public static string Second(DateTime at) => at.ToString("yyyy-MM-ddTHH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
