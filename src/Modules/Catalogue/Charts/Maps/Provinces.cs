namespace Gongxin.Catalogue.Charts.Maps;

// What belongs to provinces and to no other level.
internal static class Provinces
{
    public const string List = "gb-t-2260-provinces";
    public const int Count = 34;

    private static readonly string[] Endings = ["特别行政区", "维吾尔自治区", "壮族自治区", "回族自治区", "自治区", "省", "市"];

    // 内蒙古自治区 is 内蒙古, 北京市 is 北京.
    public static string ShortOf(string name) => Endings.FirstOrDefault(e => name.EndsWith(e, StringComparison.Ordinal)) is { } ending ? name[..^ending.Length] : name;
}
