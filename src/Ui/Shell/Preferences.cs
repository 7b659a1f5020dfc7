using Gongxin.Kernel.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Gongxin.Ui.Shell;

/// <summary>
/// The reader's language and text size live in two cookies that hold nothing else. They are set by plain links, so that
/// they work without script and from the keyboard; nothing but the look of pages depends on them.
/// </summary>
public static class Preferences
{
    internal const string LanguagePath = "/preferences/language";
    internal const string TextSizePath = "/preferences/text-size";
    internal const string LanguageParameter = AddressParameters.Language;
    internal const string LanguageCookie = "gx-language";
    internal const string TextSizeCookie = "gx-text-size";
    internal const string Large = "large";

    private static readonly TimeSpan Kept = TimeSpan.FromDays(365);

    internal static RedirectHttpResult ChooseLanguage(HttpContext http, string? to, [FromQuery(Name = "return")] string? back)
    {
        if (Languages.Named(to) is { } language)
        {
            Keep(http, LanguageCookie, language.Name);
        }

        return TypedResults.LocalRedirect(LocalAddress.OrHome(back));
    }

    internal static RedirectHttpResult ChooseTextSize(HttpContext http, string? to, [FromQuery(Name = "return")] string? back)
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

    /// <summary>What a page of the same address depends on: language and text size.</summary>
    public static string Of(HttpRequest request) => $"{Languages.Current.Name} {(IsLarge(request) ? Large : "")}";

    internal static bool IsLarge(HttpRequest request) => request.Cookies[TextSizeCookie] == Large;

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
