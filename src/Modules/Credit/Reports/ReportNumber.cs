using System.Globalization;
using System.Security.Cryptography;
using Gongxin.Kernel.Time;

namespace Gongxin.Credit.Reports;

// Numbers as the country's reports have them: the moment to the millisecond and five characters. The code is not to be guessed: it opens
// the report.
internal static class ReportNumber
{
    // Without those that are taken for one another.
    private const string Characters = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    private const int TailLength = 5;

    public static string Next(DateTimeOffset now) => string.Create(
        CultureInfo.InvariantCulture, $"{TimeZoneInfo.ConvertTime(now, LegalZone.China):yyyyMMddHHmmssfff}{RandomNumberGenerator.GetString(Characters, TailLength)}");

    public static string Code() => RandomNumberGenerator.GetString(Characters, CreditReport.CodeMax);
}
