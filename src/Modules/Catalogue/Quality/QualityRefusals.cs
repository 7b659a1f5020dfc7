using Gongxin.Kernel.Errors;

namespace Gongxin.Catalogue.Quality;

internal static class QualityRefusals
{
    public static Refusal ScorecardNotFound(string code) => new("quality.scorecard-not-found", 404, code);

    public static Refusal MetricNotFound(string code) => new("quality.metric-not-found", 404, code);

    public static Refusal NotMeasured(string slug) => new("quality.not-measured", 404, slug);
}
