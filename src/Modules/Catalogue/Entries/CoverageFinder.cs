using System.Text.RegularExpressions;
using Gongxin.Contracts.Datastore;
using Gongxin.Kernel.Tabular;

namespace Gongxin.Catalogue.Entries;

// Finds place and time in the profile that was made when a version was loaded. A wrong place is worse than none: short codes count
// only under a header that speaks of a place, and one value that is no division is enough to leave the column alone.
internal sealed partial class CoverageFinder(Regions regions)
{
    private const int SureDigits = 6;

    public Coverage Of(TableSchema schema, QualityReport quality)
    {
        var columns = schema.Columns.Zip(quality.Columns).ToList();
        var region = columns.Select(c => RegionOf(c.First, c.Second)).FirstOrDefault(code => code is not null);
        var (time, profile) = columns.Find(c => IsTime(c.First.Type) && c.Second.Minimum is not null);
        return time is null ? new Coverage(region, null, null) : new Coverage(region, Day(profile.Minimum), Day(profile.Maximum));
    }

    private string? RegionOf(ColumnSchema column, ColumnQuality profile)
    {
        if (column.Type is not (ColumnType.Text or ColumnType.Integer) || profile is not { Minimum: { } lowest, Maximum: { } highest })
        {
            return null;
        }

        var header = column.Title is { } title ? $"{column.Name} {title}" : column.Name;
        if (!(lowest.Length >= SureDigits ? PlaceOrCode() : Place()).IsMatch(header))
        {
            return null;
        }

        var codes = profile.TopValues.Select(v => v.Value).Concat(profile.Samples).Append(lowest).Append(highest).Select(regions.CodeOf).ToList();
        return codes.Contains(null) ? null : codes.Aggregate((one, other) => one == Regions.Country || other == Regions.Country ? Regions.Country : regions.Common(one!, other!));
    }

    private static bool IsTime(ColumnType type) => type is ColumnType.Date or ColumnType.DateTime or ColumnType.YearMonth or ColumnType.Year;

    private static string? Day(string? written) => written is { Length: > Coverage.DayMax } ? written[..Coverage.DayMax] : written;

    [GeneratedRegex("区划|行政区|地区|省|region|division|province|adcode", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Place();

    [GeneratedRegex("区划|行政区|地区|省|市|县|代码|编码|region|division|province|city|county|code", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex PlaceOrCode();
}
