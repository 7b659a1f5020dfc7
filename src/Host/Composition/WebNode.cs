using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json.Serialization;
using Gongxin.Governance;
using Gongxin.Kernel;
using Gongxin.Kernel.Http;
using Gongxin.Kernel.Identity;
using Gongxin.Kernel.Ids;
using Gongxin.Kernel.Settings;
using Gongxin.Portal;
using Gongxin.Ui;
using Gongxin.Ui.Shell;
using Microsoft.AspNetCore.Diagnostics;

namespace Gongxin.Host.Composition;

// The serving node: services and the order in which a request meets them.
internal static class WebNode
{
    public const string DefaultUrl = "http://127.0.0.1:8080";

    // Settings that are given win over the environment's and the file's; a clock that is given, over the machine's.
    public static WebApplication Build(IReadOnlyDictionary<string, string?>? given = null, TimeProvider? clock = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(WebNode).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.Configuration.AddInMemoryCollection(given);
        builder.WebHost.UseStaticWebAssets();
        var settings = PlatformSettings.From(builder.Configuration);
        builder.WebHost.UseUrls((builder.Configuration["GONGXIN_URLS"] ?? DefaultUrl).Split(';'));
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = settings.UploadBytesMax;
        });
        builder.Services.AddSingleton(clock ?? TimeProvider.System);
        builder.Logging.ClearProviders().AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        AddServices(builder.Services, settings);

        var app = builder.Build();
        Use(app);
        Map(app);
        return app;
    }

    private static void AddServices(IServiceCollection services, PlatformSettings settings)
    {
        services.AddNode(settings);
        services.AddKernelWeb(settings);
        services.AddSignInService(settings);
        services.AddUi();
        services.AddSingleton<IShellFacts, NodeFacts>();
        services.AddRazorComponents();
        services.AddCascadingAuthenticationState();
        services.AddOutputCache(pages =>
        {
            pages.SizeLimit = settings.PageCacheBytes;
            pages.UseCaseSensitivePaths = true;
            pages.AddBasePolicy(policy => policy.AddPolicy<PublicPages>(), excludeDefaultPolicy: true);
        });
        services.AddResponseCompression(compression => compression.EnableForHttps = true);
        services.AddOpenApi("v1", OpenApiDocument.Configure);
        services.AddHealthChecks().AddCheck<DatabaseHealth>("database");
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.Converters.Add(new JsonStringEnumConverter(System.Text.Json.JsonNamingPolicy.CamelCase));
            json.SerializerOptions.Converters.Add(new IdJson());
            json.SerializerOptions.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        });
    }

    private static void Use(WebApplication app)
    {
        app.UsePortal();
        app.UseUi();
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandlingPath = "/error",
            AllowStatusCode404Response = true,
            CreateScopeForErrors = true,
            // A refusal is no fault, and faults are logged by Problems, once.
            SuppressDiagnosticsCallback = _ => true,
        });
        app.UseStatusAnswers("/error");
        app.Use(ReadErrorPage);
        app.Use(AnswerHead);
        app.UseRouting();
        app.UseCors();
        app.UseAuthentication();
        app.UseMiddleware<ActorOfRequest>();
        app.UseRequestRates(app.Services.GetRequiredService<RequestRates>());
        app.UseOutputCache();
        app.UseMiddleware<PageTag>();
        // Inside the cache: a page is compressed when it is rendered, not whenever it is sent.
        app.UseResponseCompression();
        app.UseMiddleware<SameOrigin>();
        app.UseAuthorization();
        app.UseAntiforgery();
    }

    // The error page is read, whatever was being sent when the error came.
    private static Task ReadErrorPage(HttpContext context, RequestDelegate next)
    {
        if (context.Features.Get<IExceptionHandlerPathFeature>() is not null || context.Features.Get<IStatusCodeReExecuteFeature>() is not null)
        {
            context.Request.Method = HttpMethods.Get;
        }

        return next(context);
    }

    // Components answer GET only. The server keeps the body of an answer to HEAD back by itself.
    private static Task AnswerHead(HttpContext context, RequestDelegate next)
    {
        if (HttpMethods.IsHead(context.Request.Method) && !Problems.WantsJson(context.Request))
        {
            context.Request.Method = HttpMethods.Get;
        }

        return next(context);
    }

    private static void Map(WebApplication app)
    {
        app.MapStaticAssets();
        app.MapUi();
        app.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous().CacheOutputFor(TimeSpan.FromMinutes(5));
        app.MapHealthChecks("/health/ready").AllowAnonymous();
        app.MapModules();
        app.MapRazorComponents<App>().AddAdditionalAssemblies(NodeServices.PageAssemblies);
    }

    private static TBuilder CacheOutputFor<TBuilder>(this TBuilder endpoint, TimeSpan age)
        where TBuilder : IEndpointConventionBuilder
    {
        endpoint.Add(b =>
        {
            var next = b.RequestDelegate!;
            b.RequestDelegate = context =>
            {
                context.Response.Headers.CacheControl = string.Create(CultureInfo.InvariantCulture, $"public, max-age={(int)age.TotalSeconds}");
                return next(context);
            };
        });
        return endpoint;
    }
}
