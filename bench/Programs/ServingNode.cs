using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Gongxin.Bench.Programs;

// The program serving on a free port of the loopback address.
internal sealed class ServingNode : IAsyncDisposable
{
    private readonly Process _process;

    private ServingNode(Process process, Uri address, TimeSpan readyAfter)
    {
        (_process, Address, ReadyAfter) = (process, address, readyAfter);
        ProcessorUntilReady = ProcessorTime();
        Client = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromMinutes(1) };
    }

    public Uri Address { get; }

    // From the start of the process to its line "ready".
    public TimeSpan ReadyAfter { get; }

    // On a busy machine this says more than the time on the wall.
    public TimeSpan ProcessorUntilReady { get; }

    public HttpClient Client { get; }

    public TimeSpan ProcessorTime()
    {
        _process.Refresh();
        return _process.TotalProcessorTime;
    }

    // The highest mark of memory since the start.
    public long PeakBytes() => GongxinProgram.HighestMark(_process.Id);

    public static Task<ServingNode> StartAsync(string dataFolder, CancellationToken stop, params string[] more) =>
        StartAsync(dataFolder, new Uri($"http://127.0.0.1:{FreePort()}"), stop, more);

    // At an address that clients know already.
    public static async Task<ServingNode> StartAsync(string dataFolder, Uri address, CancellationToken stop, params string[] more)
    {
        var started = Stopwatch.GetTimestamp();
        var process = GongxinProgram.Start(dataFolder, new Dictionary<string, string> { ["GONGXIN_URLS"] = address.ToString(), ["Gongxin__RequestsPerMinute"] = "100000000" }, ["serve", .. more]);
        try
        {
            while (await process.StandardOutput.ReadLineAsync(stop) is { } line)
            {
                if (line.StartsWith("ready", StringComparison.Ordinal))
                {
                    return new ServingNode(process, address, Stopwatch.GetElapsedTime(started));
                }
            }

            throw new InvalidOperationException("The node ended before it was ready.");
        }
        catch
        {
            await GongxinProgram.EndAsync(process);
            process.Dispose();
            throw;
        }
    }

    // Until what it does on its own is done: after a load it handles what the load announced.
    public async Task SettleAsync(CancellationToken stop)
    {
        BenchRun.Tell("waiting until the node has handled what was announced");
        var look = TimeSpan.FromSeconds(2);
        TimeSpan used;
        do
        {
            var before = ProcessorTime();
            await Task.Delay(look, stop);
            used = ProcessorTime() - before;
        }
        while (used > look / 10);
    }

    // As a power cut would end it.
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await GongxinProgram.EndAsync(_process);
        _process.Dispose();
    }
}
