using System.Globalization;
using Gongxin.Kernel.Errors;

namespace Gongxin.Kernel.Tabular;

/// <summary>A finding that ended a load, as a refusal that still knows its place.</summary>
public static class FindingRefusal
{
    private const int Status = 422;
    private const int PlaceArgs = 3;

    public static Refusal Of(Finding finding) => new(
        finding.Code,
        Status,
        [finding.Row?.ToString(CultureInfo.InvariantCulture) ?? "", finding.Column ?? "", finding.Text ?? "", .. finding.Args]);

    /// <summary>The message of such a refusal from its code and arguments; the code itself when it is none.</summary>
    public static string TextOf(string code, IReadOnlyList<string> args, CultureInfo culture)
    {
        if (args.Count < PlaceArgs)
        {
            return code;
        }

        long? row = long.TryParse(args[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
        return FindingText.Of(new Finding(row, args[1], code, args[2], [.. args.Skip(PlaceArgs)]), culture);
    }
}
