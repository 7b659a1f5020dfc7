using System.Globalization;
using Gongxin.Kernel.Errors;

namespace Gongxin.Credit.Commitments;

internal static class CommitmentRefusals
{
    private const int ShownMax = 40;

    public static Refusal NotFound() => new("credit.commitment-not-found", 404);

    public static Refusal FieldNotUsable(string field, int max) => new("credit.commitment-field-not-usable", 422, field, max);

    public static Refusal WordUnknown(string field, string? word) => new("credit.commitment-word-unknown", 422, field, word is { Length: > ShownMax } ? word[..ShownMax] + "…" : word ?? "");

    public static Refusal DayNotPossible(string field, DateOnly day) => new("credit.commitment-day-not-possible", 422, field, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    public static Refusal OnlyTowardsBetter() => new("credit.commitment-only-towards-better", 409);

    public static Refusal StepNotPossible(string step) => new("credit.commitment-step-not-possible", 409, step);
}
