using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.WebUtilities;

namespace Gongxin.Ui.Shell;

// Address first (a link can be shared in one language), then the reader's choice. Pages ignore Accept-Language, so that
// one address gives one page to everybody and to caches; the API, which has no switch, heeds it.
internal sealed class LanguageOfRequest : RequestCultureProvider
{
    public override Task<ProviderCultureResult?> DetermineProviderCultureResult(HttpContext httpContext)
    {
        var request = httpContext.Request;
        var language = Languages.Named(request.Query[Preferences.LanguageParameter])
            ?? Languages.Named(request.Cookies[Preferences.LanguageCookie])
            ?? Languages.Named(OfReturn(request))
            ?? (request.Path.StartsWithSegments("/api", StringComparison.Ordinal) ? Accepted(request) : null)
            ?? Languages.Default;
        return Task.FromResult<ProviderCultureResult?>(new ProviderCultureResult(language.Name));
    }

    // Signing in is a step on the way to a page, and speaks the language that this page was asked for in.
    private static string? OfReturn(HttpRequest request) =>
        request.Query["return"].FirstOrDefault() is { } back && back.IndexOf('?', StringComparison.Ordinal) is >= 0 and var at
            ? QueryHelpers.ParseQuery(back[at..]).GetValueOrDefault(Preferences.LanguageParameter).FirstOrDefault()
            : null;

    private static System.Globalization.CultureInfo? Accepted(HttpRequest request) =>
        request.GetTypedHeaders().AcceptLanguage
            .OrderByDescending(l => l.Quality ?? 1)
            .Select(l => Languages.Named(l.Value.Value))
            .FirstOrDefault(l => l is not null);
}
