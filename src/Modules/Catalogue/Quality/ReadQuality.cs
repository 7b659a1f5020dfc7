using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Gongxin.Catalogue.Quality;

internal static class ReadQuality
{
    public static async Task<Ok<QualityOverview>> Handle(QualityReads quality, CancellationToken ct) => TypedResults.Ok(await quality.OverviewAsync(ct));

    public static async Task<Ok<ScorecardView>> HandleScorecard(string scorecard, QualityReads quality, CancellationToken ct) =>
        TypedResults.Ok(await quality.ScorecardAsync(scorecard, ct));

    public static async Task<Ok<PilotView>> HandlePilot(QualityReads quality, CancellationToken ct) => TypedResults.Ok(await quality.PilotAsync(ct));

    public static async Task<Ok<MetricDatasets>> HandleMetric(string metric, string? result, string? cursor, QualityReads quality, CancellationToken ct) =>
        TypedResults.Ok(await quality.DatasetsAsync(metric, result, PageOf(cursor), ct));

    public static async Task<Ok<DatasetQuality>> HandleDataset(string slug, QualityReads quality, CancellationToken ct) =>
        TypedResults.Ok(await quality.DatasetAsync(slug, ct) ?? throw QualityRefusals.NotMeasured(slug));

    // What is no number is the first page.
    public static int PageOf(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var page) && page is >= 1 and <= 1_000_000 ? page : 1;
}
