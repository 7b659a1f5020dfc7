using Gongxin.Cases.Casework;
using Gongxin.Contracts.Registry;

namespace Gongxin.Cases.Desk;

// The bodies that cases go to, by their credit code: any subject of the register; one that is the same as another by judgement is that other.
internal sealed class Bodies(ISubjects subjects, ISameSubjects same)
{
    private const int CodeMax = 40;

    public async Task<Body> FindAsync(string? uscc, CancellationToken ct) =>
        uscc is { Length: > 0 and <= CodeMax } && await subjects.FindAsync(IdentifierKind.Uscc, uscc.Trim(), ct) is { } found
            && await same.LeadingAsync(found, ct) is { Uscc: { } code } body
            ? new(body.Id.Value, code, body.Name)
            : throw CasesRefusals.BodyUnknown();
}
