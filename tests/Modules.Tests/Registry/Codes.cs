using System.Globalization;
using Gongxin.Kernel.Identifiers;

namespace Gongxin.Modules.Tests.Registry;

// Valid credit codes of nobody: the region 990100 does not exist. Check characters are found by asking the rules.
internal static class Codes
{
    private const string Characters = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    public static string Uscc(int number)
    {
        var body = number.ToString("D8", CultureInfo.InvariantCulture);
        var organisation = "0123456789X".Select(c => body + c).First(o => IdentifierRules.CheckOrganisationCode(o) is IdentifierCheck.Valid);
        return Characters.Select(c => $"91990100{organisation}{c}").First(u => IdentifierRules.CheckUscc(u) is IdentifierCheck.Valid);
    }
}
