using Gongxin.Kernel.Errors;

namespace Gongxin.Credit;

internal static class CreditRefusals
{
    private const int ShownMax = 40;

    public static Refusal QueryNotReadable(string parameter, string value) =>
        new("credit.query-not-readable", 400, parameter, value.Length > ShownMax ? value[..ShownMax] : value);
}
