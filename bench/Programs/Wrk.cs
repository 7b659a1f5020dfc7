using System.Globalization;

namespace Gongxin.Bench.Programs;

// Requests as fast as the answers come, over a few connections on the loopback address.
internal sealed class Wrk : IDisposable
{
    private const int ConnectionsUsual = 16;
    private const int WarmUpSeconds = 3;
    private const int WarmUpsMax = 12;

    // The runtime compiles what is called often anew, faster; it has come to its end when an answer costs no longer less.
    private const double StillFalling = 0.9;

    // wrk prints no 95 % of its own, so the script writes what is needed in one line.
    private const string Done = """
        function done(summary, latency, requests)
          local e = summary.errors
          io.write(string.format("figures %d %d %d %d %d\n", summary.requests, summary.duration,
            latency:percentile(95.0), e.connect + e.read + e.write + e.status + e.timeout, latency:percentile(99.0)))
          io.write(string.format("errors: connect %d, read %d, write %d, status %d, timeout %d\n", e.connect, e.read, e.write, e.status, e.timeout))
        end
        """;

    private readonly ScratchFolder _folder;
    private readonly string _script;
    private readonly int _seconds;
    private readonly int _connections;

    // With a body of Lua for the path of every request, or the path of the address.
    public Wrk(BenchRun run, string? pathOfRequest = null)
        : this(run, pathOfRequest is null ? null : $"wrk.format('GET', {pathOfRequest})", null, ConnectionsUsual)
    {
    }

    // With Lua that makes every request, and Lua that goes before the first.
    public Wrk(BenchRun run, string? request, string? before, int connections)
    {
        _connections = connections;
        _folder = run.Scratch();
        _seconds = run.Choose(2, 5);
        _script = _folder.File("requests.lua");
        File.WriteAllText(_script, request is null ? Done : $"{Done}\nmath.randomseed(20)\n{before}\nfunction request()\n  return {request}\nend\n");
    }

    // The processor time is that of the process that answers, which does nothing else meanwhile.
    public WrkFigures Run(Uri address, Func<TimeSpan> processorTime)
    {
        WarmUp(address, processorTime);
        var before = processorTime();
        var (requests, seconds, p95, p99) = Run(address, _seconds);
        return new WrkFigures(requests / seconds, p95, p99, (processorTime() - before).TotalMicroseconds / requests);
    }

    public void Dispose() => _folder.Dispose();

    private void WarmUp(Uri address, Func<TimeSpan> processorTime)
    {
        var (last, cost) = (double.MaxValue, double.MaxValue / 2);
        for (var i = 0; i < WarmUpsMax && cost < last * StillFalling; i++)
        {
            last = cost;
            var before = processorTime();
            var requests = Run(address, WarmUpSeconds).Requests;
            cost = (processorTime() - before).TotalSeconds / requests;
        }
    }

    private (long Requests, double Seconds, double P95Milliseconds, double P99Milliseconds) Run(Uri address, int seconds)
    {
        var output = Tool.Output("wrk", "-t1", $"-c{_connections}", $"-d{seconds}s", "-s", _script, address.AbsoluteUri);
        var figures = output.Split('\n').Single(line => line.StartsWith("figures ", StringComparison.Ordinal)).Split(' ')[1..]
            .Select(number => long.Parse(number, CultureInfo.InvariantCulture)).ToArray();
        return figures[3] == 0 && figures[0] > 0
            ? (figures[0], figures[1] / 1e6, figures[2] / 1000.0, figures[4] / 1000.0)
            : throw new InvalidOperationException($"{figures[0]} requests to {address} were answered, but: {output.Split('\n').Single(line => line.StartsWith("errors", StringComparison.Ordinal))}");
    }
}

// The 95 % is the time until a whole answer was there, which is never before its first byte.
internal readonly record struct WrkFigures(double PerSecond, double P95Milliseconds, double P99Milliseconds, double ProcessorMicroseconds);
