using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Gongxin.Catalogue.Series;

internal static class ReadSeries
{
    public static async Task<Ok<IReadOnlyList<SeriesItem>>> HandleList(SeriesReads series, CancellationToken ct) => TypedResults.Ok(await series.AllAsync(ct));

    public static async Task<Ok<SeriesView>> Handle(string slug, SeriesReads series, CancellationToken ct) => TypedResults.Ok(await series.OneAsync(slug, ct));
}
