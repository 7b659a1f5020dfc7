using Gongxin.Kernel.Errors;

namespace Gongxin.Collection;

internal static class CollectionRefusals
{
    public static Refusal TemplateNotFound(string code) => new("collection.template-not-found", 404, code);

    public static Refusal OtherForm(string form, string asked) => new("collection.other-form", 422, form, asked);

    public static Refusal OtherEdition(string edition, string asked) => new("collection.other-edition", 422, edition, asked);

    public static Refusal WorkbookMissing() => new("collection.workbook-missing", 400);

    public static Refusal WorkbookNotFound() => new("collection.workbook-not-found", 404);

    public static Refusal MappingNotValid(string what) => new("collection.mapping-not-valid", 422, what);

    public static Refusal PeriodNotReadable(string text) => new("collection.period-not-readable", 400, text);
}
