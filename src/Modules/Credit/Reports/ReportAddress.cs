using Gongxin.Kernel.Settings;
using Microsoft.AspNetCore.Http;

namespace Gongxin.Credit.Reports;

// Where a report is verified.
internal static class ReportAddress
{
    public static string VerifyPath(string number, string code) => $"/credit/verify?number={number}&code={code}";

    // What a camera opens: the public address where the operator has set it, else the one that was asked.
    public static string SiteOf(HttpRequest request, PlatformSettings settings) =>
        settings.PublicAddress.Length > 0 ? settings.PublicAddress.TrimEnd('/') : $"{request.Scheme}://{request.Host}";
}
