using Gongxin.Kernel.Errors;

namespace Gongxin.Credit;

internal static class CreditRefusals
{
    private const int ShownMax = 40;

    public static Refusal QueryNotReadable(string parameter, string value) =>
        new("credit.query-not-readable", 400, parameter, value.Length > ShownMax ? value[..ShownMax] : value);

    public static Refusal SubjectNotFound() => new("credit.subject-not-found", 404);

    public static Refusal CodeNotUsable() => new("credit.code-not-usable", 400);

    public static Refusal ReportNotFound() => new("credit.report-not-found", 404);

    // It says something that no longer stands: only who holds the file can show it.
    public static Refusal ReportNotCurrent() => new("credit.report-not-current", 410);

    // The machine has no font with Chinese.
    public static Refusal NoPaperFont() => new("credit.no-paper-font", 501);

    public static Refusal ReportCount(int max) => new("credit.report-count", 400, max);

    public static Refusal ReportsNotFound() => new("credit.reports-not-found", 404);

    public static Refusal ReportsExpired() => new("credit.reports-expired", 410);

    public static Refusal PurposeUnknown() => new("credit.purpose-unknown", 400);

    public static Refusal CaseNumberMissing(int max) => new("credit.case-number-missing", 400, max);

    public static Refusal CheckCount(int max, int lengthMax) => new("credit.check-count", 400, max, lengthMax);

    public static Refusal CheckOfPerson() => new("credit.check-of-person", 400);

    public static Refusal CheckNotFound() => new("credit.check-not-found", 404);

    public static Refusal RecordNotFound() => new("credit.record-not-found", 404);

    public static Refusal ColumnsMissing(string columns) => new("credit.columns-missing", 422, columns);

    public static Refusal SourceNotUsable(int max) => new("credit.source-not-usable", 400, max);
}
