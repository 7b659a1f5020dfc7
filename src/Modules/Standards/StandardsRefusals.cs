using System.Globalization;
using Gongxin.Kernel.Errors;

namespace Gongxin.Standards;

internal static class StandardsRefusals
{
    public static Refusal CodeListNotFound(string slug) => new("standards.code-list-not-found", 404, slug);

    public static Refusal YearNotCovered(int year, int first, int last) =>
        new("standards.year-not-covered", 404, Plain(year), Plain(first), Plain(last));

    public static Refusal QueryNotReadable(string parameter, string value) => new("standards.query-not-readable", 400, parameter, value);

    public static Refusal DateOutOfRange(DateOnly min, DateOnly max) => new("standards.date-out-of-range", 400, Plain(min), Plain(max));

    private static string Plain(int year) => year.ToString(CultureInfo.InvariantCulture);

    private static string Plain(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
