using Gongxin.Contracts.Registry;

namespace Gongxin.Registry.Identifiers;

// What the first characters of a unified social credit code say (GB 32100-2015).
internal static class UsccParts
{
    public static SubjectKind KindOf(string? uscc) => uscc?[..2] switch
    {
        "11" => SubjectKind.StateOrgan,
        "12" => SubjectKind.PublicInstitution,
        "13" => SubjectKind.MassOrganisation,
        "51" => SubjectKind.Association,
        "52" => SubjectKind.PrivateNonEnterprise,
        "53" => SubjectKind.Foundation,
        "91" => SubjectKind.Enterprise,
        "92" => SubjectKind.IndividualBusiness,
        "93" => SubjectKind.Cooperative,
        _ => SubjectKind.Other,
    };

    // The region of the authority that registered it, on that day: it may have another code or none by now.
    public static string? RegionOf(string? uscc)
    {
        var region = uscc?[2..8];
        return region is not null && region.All(char.IsAsciiDigit) ? region : null;
    }
}
