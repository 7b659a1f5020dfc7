using System.Globalization;
using Gongxin.Kernel.Errors;

namespace Gongxin.Credit;

internal static class ActsRefusals
{
    public static Refusal ObjectionOpen() => new("credit.objection-open", 409);

    public static Refusal RepairOpen() => new("credit.repair-open", 409);

    public static Refusal NotOpenForCase(string caseNumber) => new("credit.not-open-for-case", 409, caseNumber);

    public static Refusal NotCorrected() => new("credit.not-corrected", 409);

    public static Refusal RepairTooEarly(DateOnly? from) => new("credit.repair-too-early", 409, from is { } day ? DayOf(day) : "—");

    public static Refusal NotPublic() => new("credit.record-not-public", 409);

    public static Refusal ReasonMissing(int min, int max) => new("credit.reason-missing", 422, min, max);

    public static Refusal DayNotPossible() => new("credit.day-not-possible", 422);

    // Gone, not absent: whoever holds a copy or a receipt learns that it may no longer be used.
    public static Refusal RecordRepaired(DateOnly on) => new("credit.record-repaired", 410, DayOf(on));

    public static Refusal RecordWithdrawn(DateOnly on, string reason) => new("credit.record-withdrawn", 410, DayOf(on), reason);

    public static Refusal RecordOver(DateOnly on) => new("credit.record-over", 410, DayOf(on));

    public static Refusal StopUseNotFound() => new("credit.stop-use-not-found", 404);

    private static string DayOf(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
