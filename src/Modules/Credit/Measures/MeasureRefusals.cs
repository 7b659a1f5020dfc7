using Gongxin.Kernel.Errors;

namespace Gongxin.Credit.Measures;

internal static class MeasureRefusals
{
    private const int ShownMax = 20;

    public static Refusal NotListed(string code) => new("credit.measure-not-listed", 422, Short(code));

    public static Refusal NotForOrganisations(string code) => new("credit.measure-not-for-organisations", 422, code);

    public static Refusal OfOtherKind(string code) => new("credit.measure-of-other-kind", 422, code);

    public static Refusal FieldUnknown(string code) => new("credit.measure-field-unknown", 422, Short(code));

    public static Refusal ValueNotUsable(string field, int max) => new("credit.measure-value-not-usable", 422, field, max);

    public static Refusal MemorandumNotFound() => new("credit.memorandum-not-found", 404);

    public static Refusal CodeTaken(string code) => new("credit.memorandum-code-taken", 409, code);

    public static Refusal MemorandumOver() => new("credit.memorandum-over", 409);

    public static Refusal CauseNotFound() => new("credit.measure-cause-not-found", 404);

    public static Refusal InitiatedAlready() => new("credit.measure-initiated-already", 409);

    public static Refusal NotFound() => new("credit.measure-not-found", 404);

    public static Refusal StepNotPossible(string step, string state) => new("credit.measure-step-not-possible", 409, step, state);

    public static Refusal CheckNotOwn() => new("credit.measure-check-not-own", 422);

    private static string Short(string code) => code.Length > ShownMax ? code[..ShownMax] : code;
}
