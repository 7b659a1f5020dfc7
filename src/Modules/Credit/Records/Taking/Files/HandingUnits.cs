using Gongxin.Contracts.Credit;
using Gongxin.Contracts.Registry;
using Gongxin.Credit.Records.Bindings;
using Gongxin.Kernel.Identifiers;
using Gongxin.Kernel.Identity;

namespace Gongxin.Credit.Records.Taking.Files;

// Units in whose name the actor may hand records in.
internal sealed class HandingUnits(CreditDb credit, ISubjects subjects)
{
    private const int CodeMax = 40;

    /// <exception cref="Kernel.Errors.Refusal"><c>credit.unit-not-own</c></exception>
    public async Task<HandingUnit> OfAsync(string? text, CancellationToken ct)
    {
        var code = text is { Length: <= CodeMax } ? IdentifierRules.Normalise(text.Trim()) : "";
        var subject = code.Length > 0 ? await subjects.FindAsync(IdentifierKind.Uscc, code, ct) : null;
        var id = (subject?.Id ?? SubjectId.Of(IdentifierKind.Uscc, code)).Value;
        if (IdentifierRules.CheckUscc(code) is IdentifierCheck.WrongLength or IdentifierCheck.WrongCharacter || !credit.Asker.Reaches(ActsPermissions.Take, id, null))
        {
            throw CreditRefusals.UnitNotOwn();
        }

        return new(code, id, subject is { Name.Length: <= RecordsFile.SourceMax } known ? known.Name : code);
    }
}
