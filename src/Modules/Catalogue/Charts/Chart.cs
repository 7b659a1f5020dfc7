using Gongxin.Catalogue.Charts.Maps;
using Gongxin.Catalogue.Datasets;
using Gongxin.Contracts.Datastore;

namespace Gongxin.Catalogue.Charts;

// A chart with its figures, of one version of a dataset.
public sealed record Chart(
    DatasetView Dataset, int Number, DateTime PublishedAt, ChartColumns Columns, ChartWish Wish, ChartFigures Figures, IReadOnlyList<string> Filters, MapFigures? Map)
{
    public const string VersionParameter = "version";
}
