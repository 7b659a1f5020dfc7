using System.Globalization;
using Gongxin.Kernel.Errors;

namespace Gongxin.Credit.Lists;

internal static class ListRefusals
{
    public static Refusal ListNotFound() => new("credit.list-not-found", 404);

    public static Refusal EntryNotFound() => new("credit.list-entry-not-found", 404);

    public static Refusal WithoutBasis() => new("credit.list-without-basis", 422);

    public static Refusal NotHeard(DateOnly until) => new("credit.list-not-heard", 409, until.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    public static Refusal StepNotPossible(string step, string state) => new("credit.list-step-not-possible", 409, step, state);

    public static Refusal FieldNotUsable(string field, int max) => new("credit.list-field-not-usable", 422, field, max);

    public static Refusal UntilNotPossible(DateOnly max) => new("credit.list-until-not-possible", 422, max.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
}
