using System.Globalization;
using Gongxin.Kernel.Time;

namespace Gongxin.Catalogue.Versions;

// An instant in the past that a request means: what was published up to it, itself included. A day means its end in the legal zone.
internal static class AsOf
{
    public const string Parameter = "as_of";

    private static readonly string[] Forms =
    [
        "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
    ];

    // The first instant that is too late.
    public static DateTime EndOf(string text)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day < DateOnly.MaxValue)
        {
            return TimeZoneInfo.ConvertTimeToUtc(day.AddDays(1).ToDateTime(TimeOnly.MinValue), LegalZone.China);
        }

        return DateTimeOffset.TryParseExact(text, Forms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            && at.UtcDateTime < DateTime.MaxValue.AddSeconds(-1)
                ? After(at.UtcDateTime)
                : throw CatalogueRefusals.QueryNotReadable(Parameter, text);
    }

    // Databases keep microseconds, so that what was published in the same microsecond counts.
    private static DateTime After(DateTime at) => at.AddTicks(TimeSpan.TicksPerMicrosecond - (at.Ticks % TimeSpan.TicksPerMicrosecond));
}
