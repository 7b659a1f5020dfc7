using System.Globalization;

namespace Gongxin.Catalogue.Metadata;

// Instants as standards want them.
internal static class Instants
{
    // To the microsecond, which is what the database keeps: whoever asks for what changed since then misses nothing.
    public static string Written(DateTime at) => at.ToString("yyyy-MM-ddTHH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    public static string Second(DateTime at) => at.ToString("yyyy-MM-ddTHH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
