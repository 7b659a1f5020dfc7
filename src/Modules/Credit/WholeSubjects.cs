using Gongxin.Contracts.Registry;

namespace Gongxin.Credit;

// A legal subject whole, under whichever of its codes it is asked for: what is kept under any of its ids is its own (decision 0048). Desks that
// write keep to the very subject that they are given.
internal sealed class WholeSubjects(ISubjects subjects, ISameSubjects same)
{
    private const int CodeMax = 40;

    /// <returns>Null when nobody has the code.</returns>
    public async Task<WholeSubject?> FindAsync(string? uscc, CancellationToken ct)
    {
        if (uscc is not { Length: > 0 and <= CodeMax } || await subjects.FindAsync(IdentifierKind.Uscc, uscc, ct) is not { } found)
        {
            return null;
        }

        return new(await same.LeadingAsync(found, ct), (await same.CurrentAsync(ct)).AllOf(found.Id));
    }

    /// <exception cref="Kernel.Errors.Refusal"><c>credit.subject-not-found</c></exception>
    public async Task<WholeSubject> OfCodeAsync(string? uscc, CancellationToken ct) => await FindAsync(uscc, ct) ?? throw CreditRefusals.SubjectNotFound();

    // The organisations that act for the body with this code: what decided under another code before is the same body.
    public async Task<IReadOnlyList<Guid>> BodiesAsync(string uscc, CancellationToken ct) =>
        [.. (await FindAsync(uscc, ct))?.Ids.Select(id => id.Value) ?? [SubjectId.Of(IdentifierKind.Uscc, uscc).Value]];

    public async Task<IReadOnlyList<KnownAs>> KnownAsAsync(WholeSubject subject, CancellationToken ct) =>
        subject.Ids.Count == 1 ? [] : [.. (await same.KnownAsAsync(subject.View.Id, ct)).Where(k => k.Holds)];
}

// View: the subject that leads. Ids: its own first.
internal sealed record WholeSubject(SubjectView View, IReadOnlyList<SubjectId> Ids);
