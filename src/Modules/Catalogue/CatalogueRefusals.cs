using System.Globalization;
using Gongxin.Kernel.Errors;

namespace Gongxin.Catalogue;

internal static class CatalogueRefusals
{
    private const int ShownMax = 100;

    public static Refusal DatasetNotFound(string slug) => new("catalogue.dataset-not-found", 404, slug);

    public static Refusal VersionNotFound(string slug, string version) => new("catalogue.version-not-found", 404, slug, version);

    public static Refusal DatasetWithdrawn(string slug, DateTime at, string reason) => new("catalogue.dataset-withdrawn", 410, slug, Day(at), reason);

    public static Refusal VersionWithdrawn(string slug, int version, DateTime at, string reason) =>
        new("catalogue.version-withdrawn", 410, slug, version, Day(at), reason);

    public static Refusal TooManyExports(int max) => new("export.too-many", 429, max);

    public static Refusal ExportTooLarge(long gibibytes) => new("export.too-large", 422, gibibytes);

    public static Refusal ExportNotFound(Guid id) => new("export.not-found", 404, id);

    public static Refusal ExportExpired(DateTime at) => new("export.expired", 410, Day(at));

    public static Refusal AlreadyNewest(string slug, int version) => new("catalogue.already-newest", 409, slug, version);

    public static Refusal AsOfWithVersion(string version) => new("catalogue.as-of-with-version", 400, version);

    public static Refusal NoVersionAsOf(string slug, string asOf) => new("catalogue.no-version-as-of", 404, slug, asOf);

    public static Refusal NoEarlierVersion(string slug, int version) => new("catalogue.no-earlier-version", 404, slug, version);

    public static Refusal AlreadyWithdrawn(string slug) => new("catalogue.already-withdrawn", 409, slug);

    public static Refusal WithdrawalKindUnknown(string kind) => new("catalogue.withdrawal-kind-unknown", 400, kind);

    public static Refusal ReasonMissing(int min, int max) => new("catalogue.reason-missing", 400, min, max);

    // Of addresses that end in a format: with those that there are.
    public static Refusal FormatNotFound(string format, params IReadOnlyList<string> offered) => new("catalogue.format-not-found", 406, Short(format), string.Join(", ", offered));

    public static Refusal SlugNotReadable(string slug) => new("catalogue.slug-not-readable", 400, slug);

    public static Refusal ThemeUnknown(string theme) => new("catalogue.theme-unknown", 400, theme);

    public static Refusal UpdateCycleUnknown(string cycle) => new("catalogue.update-cycle-unknown", 400, Short(cycle));

    public static Refusal RegionUnknown(string region) => new("catalogue.region-unknown", 400, Short(region));

    public static Refusal PeriodNotGood(string from, string until) => new("catalogue.period-not-good", 400, Short(from), Short(until));

    public static Refusal SeriesNotFound(string series) => new("catalogue.series-not-found", 404, Short(series));

    public static Refusal SeriesMissing() => new("catalogue.series-missing", 400);

    public static Refusal TextTooLong(string field, int max) => new("catalogue.text-too-long", 400, field, max);

    public static Refusal FileMissing() => new("catalogue.file-missing", 400);

    public static Refusal SchemaNotReadable(string why) => new("catalogue.schema-not-readable", 400, why);

    public static Refusal QueryNotReadable(string parameter, string value) => new("catalogue.query-not-readable", 400, parameter, value);

    public static Refusal ChartColumnNotFit(string column) => new("chart.column-not-fit", 400, column);

    public static Refusal ChartWithoutRegions() => new("chart.no-regions", 400);

    public static Refusal MapNotHeld(string area) => new("chart.map-not-held", 400, Short(area));

    public static Refusal CursorNotGood() => new("catalogue.cursor-not-good", 400);

    public static Refusal SubmissionNotFound(Guid id) => new("catalogue.submission-not-found", 404, id);

    public static Refusal HeldNotFound(Guid id) => new("catalogue.held-not-found", 404, id);

    public static Refusal HeldDecided(Guid id) => new("catalogue.held-decided", 409, id);

    public static Refusal HeldIsYours() => new("catalogue.held-is-yours", 403);

    public static Refusal HeldReasonMissing(int min, int max) => new("catalogue.held-reason-missing", 400, min, max);

    public static Refusal HeldNotAsIs(string column, string rule) => new("catalogue.held-not-as-is", 422, Short(column), rule);

    public static Refusal HeldBasisMissing(int min, int max) => new("catalogue.held-basis-missing", 400, min, max);

    public static Refusal HeldMaskNotEnough(string columns, string rule) => new("catalogue.held-mask-not-enough", 422, Short(columns), rule);

    public static Refusal HeldMaskMissing() => new("catalogue.held-mask-missing", 400);

    public static Refusal HeldSecrecyMissing() => new("catalogue.held-secrecy-missing", 400);

    public static Refusal ParameterMissing(string parameter) => new("catalogue.parameter-missing", 400, parameter);

    public static Refusal BodyNotReadable() => new("catalogue.body-not-readable", 400);

    public static Refusal ActionUnknown(string action) => new("catalogue.action-unknown", 400, Short(action));

    public static Refusal SearchNotReadable(string parameter, string text) => new("catalogue.search-not-readable", 400, parameter, Short(text));

    public static Refusal FormatNotOffered(string offered) => new("catalogue.format-not-offered", 406, offered);

    public static Refusal ResourceNotFound(string id) => new("catalogue.resource-not-found", 404, Short(id));

    public static Refusal ProviderNotFound(string id) => new("catalogue.provider-not-found", 404, Short(id));

    public static Refusal GroupNotFound(string id) => new("catalogue.group-not-found", 404, Short(id));

    private static string Short(string text) => text.Length <= ShownMax ? text : string.Concat(text.AsSpan(0, ShownMax), "…");

    public static Refusal SynonymsNotGood(int line, string word) => new("catalogue.synonyms-not-good", 400, line, word);

    public static Refusal SynonymsChanged() => new("catalogue.synonyms-changed", 409);

    public static Refusal TooManyFilters(int max) => new("catalogue.too-many-filters", 400, max);

    private static string Day(DateTime at) => at.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
