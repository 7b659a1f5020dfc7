using Gongxin.Kernel.Errors;

namespace Gongxin.Catalogue;

internal static class CatalogueRefusals
{
    public static Refusal DatasetNotFound(string slug) => new("catalogue.dataset-not-found", 404, slug);

    public static Refusal VersionNotFound(string slug, string version) => new("catalogue.version-not-found", 404, slug, version);

    public static Refusal FormatNotFound(string format) => new("catalogue.format-not-found", 404, format);

    public static Refusal SlugNotReadable(string slug) => new("catalogue.slug-not-readable", 400, slug);

    public static Refusal ThemeUnknown(string theme) => new("catalogue.theme-unknown", 400, theme);

    public static Refusal TextTooLong(string field, int max) => new("catalogue.text-too-long", 400, field, max);

    public static Refusal FileMissing() => new("catalogue.file-missing", 400);

    public static Refusal SchemaNotReadable(string why) => new("catalogue.schema-not-readable", 400, why);

    public static Refusal QueryNotReadable(string parameter, string value) => new("catalogue.query-not-readable", 400, parameter, value);

    public static Refusal CursorNotGood() => new("catalogue.cursor-not-good", 400);

    public static Refusal SubmissionNotFound(Guid id) => new("catalogue.submission-not-found", 404, id);
}
