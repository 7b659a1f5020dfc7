using System.Net.Http.Headers;

namespace Gongxin.Bench.Programs;

// The least that an answer costs: Kestrel with one endpoint that returns bytes it holds already.
internal sealed class BareServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private BareServer(WebApplication app, Uri address) => (_app, Address) = (app, address);

    public Uri Address { get; }

    // An answer with the same bytes and kind as one of the node's.
    public static Task<BareServer> StartAsync(byte[] answer, MediaTypeHeaderValue? kind, CancellationToken stop) => StartAsync(
        async http =>
        {
            http.Response.ContentType = kind?.ToString();
            http.Response.ContentLength = answer.Length;
            await http.Response.Body.WriteAsync(answer, http.RequestAborted);
        },
        stop);

    // With work of its own behind the one endpoint.
    public static async Task<BareServer> StartAsync(RequestDelegate answer, CancellationToken stop)
    {
        var address = new Uri($"http://127.0.0.1:{ServingNode.FreePort()}");
        var app = Build(address);
        app.Map("/{**path}", answer);
        await app.StartAsync(stop);
        return new BareServer(app, address);
    }

    public static WebApplication Build(Uri address)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(address.ToString());
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        return builder.Build();
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}
