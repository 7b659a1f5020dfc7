using System.Text.Encodings.Web;
using System.Text.Unicode;
using Gongxin.Ui.Paper;
using Gongxin.Ui.Shell;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Gongxin.Ui;

public static class UiRegistration
{
    /// <summary>Texts and languages. The host adds <see cref="IShellFacts"/>; modules add their <see cref="MenuEntry"/>.</summary>
    public static IServiceCollection AddUi(this IServiceCollection services)
    {
        services.AddLocalization();
        // Chinese as it is, not as &#x4E2D;: pages are a third of the size. Markup characters are still escaped.
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<Menu>();
        services.TryAddSingleton<PaperFont>();
        services.Configure<RequestLocalizationOptions>(options =>
        {
            options.DefaultRequestCulture = new RequestCulture(Languages.Default);
            options.SupportedCultures = [.. Languages.All];
            options.SupportedUICultures = [.. Languages.All];
            options.RequestCultureProviders = [new LanguageOfRequest()];
            options.ApplyCurrentCultureToResponseHeaders = true;
        });
        return services;
    }

    /// <summary>Sends the headers that pages rely on, and chooses the language. Comes before routing of pages.</summary>
    public static IApplicationBuilder UseUi(this IApplicationBuilder app)
    {
        app.Use(PageHeaders.Send);
        return app.UseRequestLocalization();
    }

    /// <summary>Routes for the reader's own settings. They work without script.</summary>
    public static IEndpointRouteBuilder MapUi(this IEndpointRouteBuilder host)
    {
        // Made here once, so that a header with too many entries is told at the start and not on the first page.
        host.ServiceProvider.GetRequiredService<Menu>();
        host.MapGet(Preferences.LanguagePath, Preferences.ChooseLanguage).AllowAnonymous().ExcludeFromDescription();
        host.MapGet(Preferences.TextSizePath, Preferences.ChooseTextSize).AllowAnonymous().ExcludeFromDescription();
        return host;
    }
}
