using System.Globalization;
using Gongxin.Cases.Casework;
using Microsoft.AspNetCore.Http;

namespace Gongxin.Cases.Following;

// Keeps number and code of a case for half an hour in the applicant's browser, protected, for the pages of cases only.
internal sealed class FollowCookie(CaseSecrets secrets, TimeProvider clock)
{
    private const string Name = "gongxin-case";
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(30);

    public void Set(HttpContext http, string number, string code)
    {
        var until = clock.GetUtcNow() + Life;
        var content = string.Create(CultureInfo.InvariantCulture, $"{until.ToUnixTimeSeconds()} {number} {code}");
        http.Response.Cookies.Append(Name, secrets.Protect(content), new CookieOptions
        {
            HttpOnly = true, Secure = http.Request.IsHttps, SameSite = SameSiteMode.Strict, Path = "/cases", Expires = until,
        });
    }

    public (string Number, string Code)? Read(HttpRequest request) =>
        request.Cookies[Name] is { Length: > 0 and < 2000 } kept && secrets.TryReveal(kept)?.Split(' ') is [var until, var number, var code]
        && long.TryParse(until, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds > clock.GetUtcNow().ToUnixTimeSeconds()
            ? (number, code)
            : null;
}
