using System.Text.Json.Serialization;
using Gongxin.Catalogue.Datasets;
using Gongxin.Catalogue.Versions;

namespace Gongxin.Catalogue.Entries;

// The place and the time that a dataset is about. Region: six digits of a division, or CN. From and Until: 2024, 2024-03 or
// 2024-03-05. What is not declared was found in the columns of the version.
public sealed record CoverageView(string? Region, string? RegionName, string? From, string? Until, bool IsRegionDeclared, bool IsTimeDeclared)
{
    [JsonIgnore]
    public string? DeclaredRegion => IsRegionDeclared ? Region : null;

    internal static CoverageView Of(Dataset dataset, DatasetVersion version, Regions regions)
    {
        var declared = new Coverage(dataset.Region, dataset.CoversFrom, dataset.CoversUntil);
        var covers = declared.Or(new Coverage(version.FoundRegion, version.FoundFrom, version.FoundUntil));
        return new CoverageView(
            covers.Region, covers.Region is { } code ? regions.NameOf(code) : null, covers.From, covers.Until,
            declared.Region is not null, declared is not { From: null, Until: null });
    }
}
