using Gongxin.Contracts.Registry;

namespace Gongxin.Credit;

// Subjects as desks name them: by their credit code, or not at all.
internal static class CodedSubjects
{
    private const int CodeMax = 40;

    public static async Task<SubjectView> OfCodeAsync(this ISubjects subjects, string? uscc, CancellationToken ct) =>
        (uscc is { Length: > 0 and <= CodeMax } ? await subjects.FindAsync(IdentifierKind.Uscc, uscc, ct) : null) is { Uscc: not null } found ? found : throw CreditRefusals.SubjectNotFound();
}
