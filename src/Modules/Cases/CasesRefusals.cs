using Gongxin.Kernel.Errors;

namespace Gongxin.Cases;

internal static class CasesRefusals
{
    public static Refusal NotFound() => new("cases.not-found", 404);

    public static Refusal KindUnknown() => new("cases.kind-unknown", 422);

    public static Refusal FieldNotUsable(string field, int min, int max) => new("cases.field-not-usable", 422, field, min, max);

    public static Refusal CommitmentMissing() => new("cases.commitment-missing", 422);

    public static Refusal BodyUnknown() => new("cases.body-unknown", 422);

    public static Refusal OutcomeUnknown(string outcomes) => new("cases.outcome-unknown", 422, outcomes);

    public static Refusal StepUnknown() => new("cases.step-unknown", 422);

    public static Refusal StepNotPossible(string step, string state) => new("cases.step-not-possible", 409, step, state);

    public static Refusal OpenAlready() => new("cases.open-already", 409);

    public static Refusal NotEligible() => new("cases.not-eligible", 409);

    public static Refusal ReopenedTooOften(int max) => new("cases.reopened-too-often", 409, max);

    public static Refusal FileNotUsable(int bytesMax) => new("cases.file-not-usable", 422, bytesMax >> 20);

    public static Refusal FilesTooMany(int max) => new("cases.files-too-many", 422, max);

    public static Refusal QueryNotReadable(string parameter) => new("cases.query-not-readable", 400, parameter);
}
