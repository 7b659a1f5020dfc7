using System.Collections.Frozen;
using System.Globalization;
using System.Resources;

namespace Gongxin.Catalogue.Datasets;

// The 21 domains in which public data is to be opened first (code list open-data-domains of Standards, which a test
// compares with this); their names are texts of the catalogue.
internal static class Themes
{
    public const int CodeMax = 10;

    private static readonly FrozenSet<string> Known =
        Enumerable.Range(2, 21).Select(n => n.ToString("00", CultureInfo.InvariantCulture)).ToFrozenSet(StringComparer.Ordinal);

    private static readonly CultureInfo Chinese = CultureInfo.GetCultureInfo("zh-Hans");
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en");

    private static readonly ResourceManager Names = new(typeof(CatalogueText));

    public static IEnumerable<string> All => Known.Order(StringComparer.Ordinal);

    public static bool IsKnown(string code) => Known.Contains(code);

    // In the reader's language; null for none.
    public static string? NameOf(string? code) => code is null ? null : NameIn(CultureInfo.CurrentUICulture, code);

    // In Chinese and in English; none for no theme.
    public static IReadOnlyList<string> NamesOf(string? code) => code is null ? [] : [NameIn(Chinese, code), NameIn(English, code)];

    private static string NameIn(CultureInfo language, string code) => Names.GetString($"Theme.{code}", language) ?? code;
}
