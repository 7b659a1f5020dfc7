using Gongxin.Fixtures;
using Gongxin.Governance;
using Gongxin.Kernel.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gongxin.Modules.Tests.Governance;

// The module's routes on a node, over real HTTP and without the rest of the host.
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

        builder.Services.AddGovernance();
        builder.Services.AddSingleton<Problems>();
        builder.Services.AddSingleton<IExceptionHandler>(provider => provider.GetRequiredService<Problems>());
        builder.Services.AddAuthorization();
        var app = builder.Build();
        app.UseExceptionHandler(_ => { });
        app.UseRouting();
        app.MapGovernance();
        await app.StartAsync();
        return new LedgerSite(app, new HttpClient { BaseAddress = new Uri(app.Urls.Single()) });
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }
}
