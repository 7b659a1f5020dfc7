using System.Text.Json;
using Gongxin.Kernel;
using Gongxin.Kernel.Http;
using Gongxin.Kernel.Settings;
using Gongxin.Standards;
using Gongxin.Ui;
using Gongxin.Ui.Shell;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gongxin.Modules.Tests.Standards;

/// <summary>The module's routes and pages over real HTTP, without a database and without the rest of the host.</summary>
public sealed class StandardsSite : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gongxin-standards-").FullName;
    private WebApplication? _app;

    public HttpClient Client { get; private set; } = null!;

    public IServiceProvider Services => _app!.Services;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddKernel(new PlatformSettings { DataFolder = _folder });
        builder.Services.AddUi();
        builder.Services.AddStandards();
        builder.Services.AddSingleton<Problems>();
        builder.Services.AddSingleton<IExceptionHandler>(provider => provider.GetRequiredService<Problems>());
        builder.Services.AddSingleton<IShellFacts, Facts>();
        builder.Services.AddRazorComponents();
        builder.Services.AddAuthorization();
        builder.Services.AddAntiforgery();
        _app = builder.Build();
        _app.UseExceptionHandler(_ => { });
        _app.UseUi();
        _app.UseRouting();
        _app.UseAntiforgery();
        _app.MapStandards();
        _app.MapRazorComponents<Frame>().AddAdditionalAssemblies(typeof(StandardsModule).Assembly);
        await _app.StartAsync();
        Client = new HttpClient { BaseAddress = new Uri(_app.Urls.Single()) };
    }

    public async Task<JsonElement> GetAsync(string path)
    {
        var answer = await Client.GetAsync(new Uri(path, UriKind.Relative));
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {(int)answer.StatusCode} {body}");
        return JsonDocument.Parse(body).RootElement;
    }

    /// <summary>Status and stable code of a refusal.</summary>
    public async Task<(int Status, string? Code)> RefusedAsync(string path)
    {
        var answer = await Client.GetAsync(new Uri(path, UriKind.Relative));
        using var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return ((int)answer.StatusCode, body.RootElement.GetProperty("code").GetString());
    }

    /// <summary>The text of a page in a language.</summary>
    public async Task<string> PageAsync(string path, string language = "en")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        request.Headers.Add("Cookie", $"{Preferences.LanguageCookie}={language}");
        var answer = await Client.SendAsync(request);
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {(int)answer.StatusCode}");
        return System.Net.WebUtility.HtmlDecode(body);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app!.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private sealed class Facts : IShellFacts
    {
        public ShellFacts Current { get; } = new("", "", "", null, null, "test");
    }

    private sealed class Frame : ComponentBase
    {
        protected override void BuildRenderTree(RenderTreeBuilder builder)
        {
            builder.OpenComponent<Document>(0);
            builder.AddComponentParameter(1, nameof(Document.ChildContent), (RenderFragment)(inner =>
            {
                inner.OpenComponent<Router>(0);
                inner.AddComponentParameter(1, nameof(Router.AppAssembly), typeof(StandardsModule).Assembly);
                inner.AddComponentParameter(2, nameof(Router.Found), (RenderFragment<Microsoft.AspNetCore.Components.RouteData>)(data => view =>
                {
                    view.OpenComponent<RouteView>(0);
                    view.AddComponentParameter(1, nameof(RouteView.RouteData), data);
                    view.AddComponentParameter(2, nameof(RouteView.DefaultLayout), typeof(MainLayout));
                    view.CloseComponent();
                }));
                inner.CloseComponent();
            }));
            builder.CloseComponent();
        }
    }
}
