using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using Gongxin.Fixtures;
using Gongxin.Host.Commands;
using Gongxin.Host.Composition;
using Gongxin.Kernel.Identity;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Gongxin.Running;

// The real program, serving on a free port of the loopback address: in this process, where it starts in a moment, or in one of its own
// for tests that kill it or end it by a signal.
public sealed class RunningNode : IAsyncDisposable
{
    private readonly WebApplication? _here;
    private readonly Process? _process;

    private RunningNode(NodeFolder folder, Uri address, WebApplication? here, Process? process)
    {
        (Folder, _here, _process) = (folder, here, process);
        Anyone = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = address };
    }

    public NodeFolder Folder { get; }

    // A client without a key.
    public HttpClient Anyone { get; }

    public static Task<RunningNode> StartAsync(NodeFolder folder) => StartAsync(folder, new Dictionary<string, string>());

    // With settings of one's own, and a clock that the test moves.
    public static async Task<RunningNode> StartAsync(NodeFolder folder, IReadOnlyDictionary<string, string> settings, TimeProvider? clock = null)
    {
        var address = FreeAddress();
        var given = NodeFolder.GivenFor(folder.Settings);
        foreach (var (name, value) in WithDefaults(settings, address))
        {
            // As environment variables are named.
            given[name.Replace("__", ":", StringComparison.Ordinal)] = value;
        }

        var app = WebNode.Build(given, clock);
        try
        {
            await Node.PrepareAsync(app.Services, CancellationToken.None);
            await app.StartAsync();
            return new RunningNode(folder, address, app, null);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    public static async Task<RunningNode> StartProcessAsync(NodeFolder folder)
    {
        var address = FreeAddress();
        var process = folder.Start(WithDefaults(new Dictionary<string, string>(), address), ["serve"]);
        _ = process.StandardError.ReadToEndAsync();
        using var guard = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        while (await process.StandardOutput.ReadLineAsync(guard.Token) is { } line)
        {
            if (line.StartsWith("ready", StringComparison.Ordinal))
            {
                return new RunningNode(folder, address, null, process);
            }
        }

        throw new InvalidOperationException($"The node ended with {process.ExitCode} before it was ready.");
    }

    // A client with a new key that may do these things; without any, everything.
    public async Task<HttpClient> WithKeyAsync(params string[] may)
    {
        var client = new HttpClient { BaseAddress = Anyone.BaseAddress };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await NewKeyAsync(may));
        return client;
    }

    public Task<JsonElement> GetAsync(string path) => Anyone.GetFromJsonAsync<JsonElement>(path);

    // As a power cut or the kernel would end it.
    public async Task KillAsync()
    {
        OwnProcess.Kill();
        await OwnProcess.WaitForExitAsync();
    }

    // As a service manager ends it.
    public async Task StopAsync()
    {
        using var signal = Process.Start("kill", ["-TERM", OwnProcess.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await signal.WaitForExitAsync();
        await OwnProcess.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Anyone.Dispose();
        if (_here is not null)
        {
            await _here.StopAsync();
            await _here.DisposeAsync();
        }

        if (_process is not null)
        {
            if (!_process.HasExited)
            {
                await KillAsync();
            }

            _process.Dispose();
        }
    }

    private Process OwnProcess => _process ?? throw new InvalidOperationException("This node runs in the process of the tests: start it with StartProcessAsync.");

    private async Task<string> NewKeyAsync(string[] may)
    {
        if (_here is null)
        {
            return (await Folder.RunAsync(["key", "create", "test", .. may.SelectMany(m => new[] { "--may", m })])).Output.Trim();
        }

        await using var scope = _here.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Actor = Actor.System("key");
        return await scope.ServiceProvider.GetRequiredService<ApiKeys>()
            .CreateAsync("test", may.Length == 0 ? KeyCommand.Everything : may.Select(m => new Permission(m)), CancellationToken.None);
    }

    private static Dictionary<string, string> WithDefaults(IReadOnlyDictionary<string, string> settings, Uri address)
    {
        var all = new Dictionary<string, string> { ["GONGXIN_URLS"] = address.ToString(), ["Gongxin__RequestsPerMinute"] = "1000000" };
        foreach (var (name, value) in settings)
        {
            all[name] = value;
        }

        return all;
    }

    private static Uri FreeAddress()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
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
        await folder.LoadAsync(file, "cities", title: "城市", theme: "09");
        Node = await RunningNode.StartAsync(folder);
    }

    public async ValueTask DisposeAsync()
    {
        await Node.DisposeAsync();
        await Node.Folder.DisposeAsync();
    }
}
