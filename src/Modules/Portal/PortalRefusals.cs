using Gongxin.Kernel.Errors;

namespace Gongxin.Portal;

internal static class PortalRefusals
{
    public static Refusal QueryNotReadable(string parameter, string value) => new("portal.query-not-readable", 400, parameter, value);
}
