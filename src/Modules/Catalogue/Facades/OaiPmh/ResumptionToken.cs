using System.Globalization;
using System.Text;
using Gongxin.Catalogue.Facades.Records;
using Microsoft.AspNetCore.WebUtilities;

namespace Gongxin.Catalogue.Facades.OaiPmh;

// Where a list goes on: the request that began it and the last change that was told. It holds for ever, because it names a
// place and no page. The end of the window is fixed when the list begins, so that a list ends.
internal sealed record ResumptionToken(string Prefix, ChangeWindow Window, ChangePlace After, int Told)
{
    private const char Separator = '\n';
    private const int Parts = 7;

    public override string ToString() => WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(string.Join(
        Separator, Prefix, Ticks(Window.From), Ticks(Window.To), Window.Theme ?? "", Ticks(After.At), After.Slug, Told.ToString(CultureInfo.InvariantCulture))));

    public static ResumptionToken Parse(string text)
    {
        try
        {
            var parts = Encoding.UTF8.GetString(WebEncoders.Base64UrlDecode(text)).Split(Separator);
            if (parts.Length == Parts && parts[0] is OaiRequest.DublinCore or OaiRequest.Dcat
                && Instant(parts[1]) is { } from && Instant(parts[2]) is { } to && Instant(parts[4]) is { } at
                && !parts[5].Contains('\0', StringComparison.Ordinal) && !parts[3].Contains('\0', StringComparison.Ordinal)
                && int.TryParse(parts[6], NumberStyles.None, CultureInfo.InvariantCulture, out var told))
            {
                return new ResumptionToken(parts[0], new ChangeWindow(from, to, parts[3].Length == 0 ? null : parts[3]), new ChangePlace(at, parts[5]), told);
            }
        }
        catch (FormatException)
        {
            // Not one of ours: refused below.
        }

        throw new OaiError(OaiError.BadResumptionToken, "the token was not made here");
    }

    private static string Ticks(DateTime at) => at.Ticks.ToString(CultureInfo.InvariantCulture);

    private static DateTime? Instant(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) && ticks <= DateTime.MaxValue.Ticks
            ? new DateTime(ticks, DateTimeKind.Utc)
            : null;
}
