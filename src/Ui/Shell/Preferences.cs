using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Gongxin.Ui.Shell;

// The reader's language and text size live in two cookies that hold nothing else. They are set by plain links, so that
// they work without script and from the keyboard; nothing but the look of pages depends on them.
internal static class Preferences
{
    public const string LanguagePath = "/preferences/language";
    public const string TextSizePath = "/preferences/text-size";
    public const string LanguageParameter = "lang";
    public const string LanguageCookie = "gx-language";
    public const string TextSizeCookie = "gx-text-size";
    public const string Large = "large";

    private static readonly TimeSpan Kept = TimeSpan.FromDays(365);

    public static RedirectHttpResult ChooseLanguage(HttpContext http, string? to, [FromQuery(Name = "return")] string? back)
    {
        if (Languages.Named(to) is { } language)
        {
            Keep(http, LanguageCookie, language.Name);
        }

        return TypedResults.LocalRedirect(LocalAddress.OrHome(back));
    }

    public static RedirectHttpResult ChooseTextSize(HttpContext http, string? to, [FromQuery(Name = "return")] string? back)
    {
        if (to == Large)
        {
            Keep(http, TextSizeCookie, Large);
        }
        else
        {
            http.Response.Cookies.Delete(TextSizeCookie);
        }

        return TypedResults.LocalRedirect(LocalAddress.OrHome(back));
    }

    public static bool IsLarge(HttpRequest request) => request.Cookies[TextSizeCookie] == Large;

    private static void Keep(HttpContext http, string cookie, string value) =>
        http.Response.Cookies.Append(cookie, value, new CookieOptions
        {
            MaxAge = Kept,
            Path = "/",
            SameSite = SameSiteMode.Lax,
            HttpOnly = true,
            Secure = http.Request.IsHttps,
            IsEssential = true,
        });
}
