using Gongxin.Kernel.Errors;

namespace Gongxin.Credit;

internal static class CreditRefusals
{
    private const int ShownMax = 40;

    public static Refusal QueryNotReadable(string parameter, string value) =>
        new("credit.query-not-readable", 400, parameter, value.Length > ShownMax ? value[..ShownMax] : value);

    public static Refusal SubjectNotFound() => new("credit.subject-not-found", 404);

    public static Refusal RecordNotFound() => new("credit.record-not-found", 404);

    public static Refusal ColumnsMissing(string columns) => new("credit.columns-missing", 422, columns);

    public static Refusal SourceNotUsable(int max) => new("credit.source-not-usable", 400, max);
}
