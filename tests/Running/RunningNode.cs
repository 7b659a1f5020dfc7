using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using Gongxin.Fixtures;

namespace Gongxin.Running;

// The real program, serving on a free port of the loopback address.
public sealed class RunningNode : IAsyncDisposable
{
    private readonly Process _process;

    private RunningNode(NodeFolder folder, Process process, Uri address)
    {
        (Folder, _process) = (folder, process);
        Anyone = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = address };
    }

    public NodeFolder Folder { get; }

    // A client without a key.
    public HttpClient Anyone { get; }

    public static Task<RunningNode> StartAsync(NodeFolder folder, params string[] more) => StartAsync(folder, new Dictionary<string, string>(), more);

    // With settings of one's own.
    public static async Task<RunningNode> StartAsync(NodeFolder folder, IReadOnlyDictionary<string, string> settings, params string[] more)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        var environment = new Dictionary<string, string> { ["GONGXIN_URLS"] = address.ToString(), ["Gongxin__RequestsPerMinute"] = "1000000" };
        foreach (var (name, value) in settings)
        {
            environment[name] = value;
        }

        var process = folder.Start(environment, ["serve", .. more]);
        _ = process.StandardError.ReadToEndAsync();
        using var guard = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        while (await process.StandardOutput.ReadLineAsync(guard.Token) is { } line)
        {
            if (line.StartsWith("ready", StringComparison.Ordinal))
            {
                return new RunningNode(folder, process, address);
            }
        }

        throw new InvalidOperationException($"The node ended with {process.ExitCode} before it was ready.");
    }

    // A client with a new key that may do these things; without any, everything.
    public async Task<HttpClient> WithKeyAsync(params string[] may)
    {
        var made = await Folder.RunAsync(["key", "create", "test", .. may.SelectMany(m => new[] { "--may", m })]);
        var client = new HttpClient { BaseAddress = Anyone.BaseAddress };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", made.Output.Trim());
        return client;
    }

    public Task<JsonElement> GetAsync(string path) => Anyone.GetFromJsonAsync<JsonElement>(path);

    // As a power cut or the kernel would end it.
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    // As a service manager ends it.
    public async Task StopAsync()
    {
        using var signal = Process.Start("kill", ["-TERM", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await signal.WaitForExitAsync();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _process.Dispose();
        Anyone.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

// One node per engine for the tests that only read from it, with a few datasets.
public sealed class SharedNode : IAsyncLifetime
{
    public RunningNode Node { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var folder = await NodeFolder.CreateAsync(Engine.Sqlite);
        var file = folder.Write("cities.csv", "code,name,people,founded,share\n0101,北京,21893095,1045-01-01,12.5%\n0102,天津,13866009,1404-12-23,8.1%\n0103,石家庄,11235086,,6.6%\n");
        var loaded = await folder.RunAsync("load", file, "--dataset", "cities", "--title", "城市", "--theme", "09");
        Assert.Equal(0, loaded.ExitCode);
        Node = await RunningNode.StartAsync(folder);
    }

    public async ValueTask DisposeAsync()
    {
        await Node.DisposeAsync();
        await Node.Folder.DisposeAsync();
    }
}
