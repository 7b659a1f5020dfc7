using System.Collections.Frozen;
using Gongxin.Contracts.Standards;

namespace Gongxin.Catalogue.Entries;

// Divisions by their codes, and the whole country.
internal sealed class Regions(IDivisions divisions)
{
    public const string Country = "CN";

    private const int CityDigits = 4;
    private const int ProvinceDigits = 2;
    private const string CountryName = "中国";

    private readonly FrozenDictionary<string, Division> _byCode = divisions.All.ToFrozenDictionary(d => d.Code, StringComparer.Ordinal);

    public IEnumerable<(string Code, string Name)> Provinces =>
        divisions.All.Where(d => d.Level is DivisionLevel.Province).Select(d => (d.Code, d.Name)).Prepend((Country, CountryName));

    public bool IsKnown(string code) => code == Country || _byCode.ContainsKey(code);

    // With the names of what it belongs to: 浙江省杭州市. The code itself when an older edition knew it.
    public string NameOf(string code) => code == Country ? CountryName : !_byCode.TryGetValue(code, out var division) ? code : NameOf(division);

    // Six digits of a code as it is written in data: of a province, city, county, town or village; null when it is none.
    public string? CodeOf(string written)
    {
        var code = written.Length switch
        {
            ProvinceDigits => written + "0000",
            CityDigits => written + "00",
            6 => written,
            9 or 12 => written[..6],
            _ => "",
        };
        return _byCode.ContainsKey(code) ? code : null;
    }

    // The smallest division that both belong to.
    public string Common(string one, string other) =>
        one == other ? one
        : one[..CityDigits] == other[..CityDigits] && _byCode.TryGetValue(one[..CityDigits] + "00", out var city) && HasName(city) ? city.Code
        : one[..ProvinceDigits] == other[..ProvinceDigits] ? one[..ProvinceDigits] + "0000"
        : Country;

    private string NameOf(Division division) =>
        (division.Parent is { } parent && _byCode.TryGetValue(parent, out var above) ? NameOf(above) : "") + (HasName(division) ? division.Name : "");

    // A step between a county and its province may have none of its own.
    private static bool HasName(Division division) => division.Name is not ("市辖区" or "县") && !division.Name.EndsWith("直辖县级行政区划", StringComparison.Ordinal);
}
