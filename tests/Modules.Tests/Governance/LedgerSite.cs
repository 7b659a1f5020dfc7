using Gongxin.Fixtures;
using Gongxin.Governance;
using Gongxin.Kernel.Http;
using Gongxin.Ui;
using Gongxin.Ui.Shell;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gongxin.Modules.Tests.Governance;

// The module's routes and pages on a node, over real HTTP and without the rest of the host.
internal sealed class LedgerSite : IAsyncDisposable
{
    private readonly WebApplication _app;

    private LedgerSite(WebApplication app, HttpClient client)
    {
        _app = app;
        Client = client;
    }

    public HttpClient Client { get; }

    public static async Task<LedgerSite> StartAsync(TestNode node)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        foreach (var service in node.Compose())
        {
            builder.Services.Add(service);
        }

        builder.Services.AddUi().AddGovernance().AddRazorComponents();
        builder.Services.AddSingleton<IShellFacts, NoFacts>();
        builder.Services.AddSingleton<Problems>();
        builder.Services.AddSingleton<IExceptionHandler>(provider => provider.GetRequiredService<Problems>());
        builder.Services.AddAuthorization().AddDataProtection().UseEphemeralDataProtectionProvider();
        var app = builder.Build();
        app.UseExceptionHandler(_ => { });
        app.UseUi();
        app.UseRouting();
        app.UseAntiforgery();
        app.MapGovernance();
        app.MapRazorComponents<Root>().AddAdditionalAssemblies(typeof(GovernanceModule).Assembly);
        await app.StartAsync();
        return new LedgerSite(app, new HttpClient { BaseAddress = new Uri(app.Urls.Single()) });
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }

    private sealed class NoFacts : IShellFacts
    {
        public ShellFacts Current { get; } = new("", "", "", null, null, "test");
    }

    // What the host's App.razor is: the document around the routes.
    private sealed class Root : ComponentBase
    {
        protected override void BuildRenderTree(RenderTreeBuilder builder)
        {
            builder.OpenComponent<Document>(0);
            builder.AddComponentParameter(1, nameof(Document.ChildContent), (RenderFragment)Routes);
            builder.CloseComponent();
        }

        private static void Routes(RenderTreeBuilder builder)
        {
            builder.OpenComponent<Router>(0);
            builder.AddComponentParameter(1, nameof(Router.AppAssembly), typeof(GovernanceModule).Assembly);
            builder.AddComponentParameter(2, nameof(Router.Found), (RenderFragment<RouteData>)(route => found =>
            {
                found.OpenComponent<RouteView>(0);
                found.AddComponentParameter(1, nameof(RouteView.RouteData), route);
                found.AddComponentParameter(2, nameof(RouteView.DefaultLayout), typeof(MainLayout));
                found.CloseComponent();
            }));
            builder.CloseComponent();
        }
    }
}
