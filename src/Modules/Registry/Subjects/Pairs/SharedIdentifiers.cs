using Gongxin.Contracts.Registry;
using Gongxin.Kernel.Identifiers;

namespace Gongxin.Registry.Subjects.Pairs;

/// <summary>An identifier of one of two subjects that the other has too.</summary>
public sealed record SharedIdentifier(IdentifierKind Kind, string Value);

// What identifies both of two subjects. An organisation code lives on inside the credit code (GB 32100-2015, characters 9 to 17) and at the
// end of the tax numbers of before it.
internal static class SharedIdentifiers
{
    private const int UsccLength = 18;
    private const int TaxLength = 15;
    private const int OrganisationCodeLength = 9;

    public static IReadOnlyList<SharedIdentifier> Of(IEnumerable<SharedIdentifier> first, IEnumerable<SharedIdentifier> second) =>
        [.. first.SelectMany(Whole).Intersect(second.SelectMany(Whole)).OrderBy(i => i.Kind).ThenBy(i => i.Value, StringComparer.Ordinal)];

    private static IEnumerable<SharedIdentifier> Whole(SharedIdentifier identifier)
    {
        if (identifier.Kind is IdentifierKind.Person)
        {
            yield break;
        }

        yield return identifier;
        if (OrganisationCodeIn(identifier) is { } code)
        {
            yield return new(IdentifierKind.OrganisationCode, code);
        }
    }

    private static string? OrganisationCodeIn(SharedIdentifier identifier) => identifier switch
    {
        { Kind: IdentifierKind.Uscc, Value.Length: UsccLength } => Valid(identifier.Value[8..17]),
        { Kind: IdentifierKind.TaxNumber, Value.Length: TaxLength } => Valid(identifier.Value[^OrganisationCodeLength..]),
        _ => null,
    };

    private static string? Valid(string code) => IdentifierRules.CheckOrganisationCode(code) is IdentifierCheck.Valid ? code : null;
}
