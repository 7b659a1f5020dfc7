using Gongxin.Contracts.Registry;
using Gongxin.Kernel.Identifiers;
using Gongxin.Registry.Persons;

namespace Gongxin.Registry.Identifiers;

// Reads identifiers as people write them. A wrong form refuses, a wrong check digit warns: real registers contain codes that
// were given out wrong, and their subjects exist all the same.
internal sealed class IdentifierChecks(PersonKey persons)
{
    private const int NumberMin = 4;
    private const int LeiLength = 20;

    public CheckedIdentifier Check(IdentifierData given)
    {
        var value = IdentifierRules.Normalise(given.Value.Trim());
        if (given.Kind is IdentifierKind.OrganisationCode)
        {
            value = value.Replace("-", "", StringComparison.Ordinal);
        }

        var check = given.Kind switch
        {
            IdentifierKind.Uscc => IdentifierRules.CheckUscc(value),
            IdentifierKind.OrganisationCode => IdentifierRules.CheckOrganisationCode(value),
            IdentifierKind.RegistrationNumber => IdentifierRules.CheckRegistrationNumber(value),
            IdentifierKind.Lei => CheckLei(value),
            _ => CheckPlain(value),
        };
        return given.Kind is IdentifierKind.Person && check is IdentifierCheck.NotCheckable
            ? new CheckedIdentifier(given.Kind, persons.Hash(value), IdentifierRules.CheckIdentityNumber(value) is IdentifierCheck.Valid ? IdentifierCheck.Valid : check)
            : new CheckedIdentifier(given.Kind, value, check);
    }

    // Form only: no check digit is known for these.
    private static IdentifierCheck CheckPlain(string value) =>
        value.Length is < NumberMin or > Subjects.SubjectIdentifier.ValueMax ? IdentifierCheck.WrongLength
        : value.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '(' or ')' || c > '\u2E7F') ? IdentifierCheck.NotCheckable
        : IdentifierCheck.WrongCharacter;

    // ISO 17442: ISO 7064 MOD 97-10 over the letters as numbers from 10.
    private static IdentifierCheck CheckLei(string value)
    {
        if (value.Length != LeiLength)
        {
            return IdentifierCheck.WrongLength;
        }

        var rest = 0;
        foreach (var unit in value)
        {
            if (!char.IsAsciiDigit(unit) && !char.IsAsciiLetterUpper(unit))
            {
                return IdentifierCheck.WrongCharacter;
            }

            rest = char.IsAsciiDigit(unit) ? ((rest * 10) + (unit - '0')) % 97 : ((rest * 100) + (unit - 'A' + 10)) % 97;
        }

        return rest == 1 ? IdentifierCheck.Valid : IdentifierCheck.WrongCheckDigit;
    }
}

internal sealed record CheckedIdentifier(IdentifierKind Kind, string Value, IdentifierCheck Check)
{
    public bool IsUsable => Check is not (IdentifierCheck.WrongLength or IdentifierCheck.WrongCharacter);

    public bool IsDoubtful => Check is IdentifierCheck.WrongCheckDigit or IdentifierCheck.WrongOrganisationCode or IdentifierCheck.WrongDate;

    public bool IsSecret => Kind is IdentifierKind.Person;

    public SubjectId Subject => SubjectId.Of(Kind, Value);
}
