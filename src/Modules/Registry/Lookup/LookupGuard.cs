using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Gongxin.Kernel.Identity;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Gongxin.Registry.Lookup;

// Whoever asks for one code after the other that is nobody's tries codes out. After so many in a window the answer is a refusal,
// and the log says so; the code asked for and the address stand in no log.
internal sealed partial class LookupGuard(TimeProvider clock, ILogger<LookupGuard> log)
{
    public const int MissesMax = 60;
    public const int WindowMinutes = 10;
    private const int CallersMax = 100_000;

    private volatile Window _window = new(-1);

    public void Enter(HttpContext? http)
    {
        if (Misses(CallerOf(http)) >= MissesMax)
        {
            throw RegistryRefusals.TooManyMisses(MissesMax, WindowMinutes);
        }
    }

    public void Missed(HttpContext? http)
    {
        var caller = CallerOf(http);
        var window = Now();
        if (window.Misses.Count < CallersMax && window.Misses.AddOrUpdate(caller, 1, (_, count) => count + 1) == MissesMax)
        {
            EnumerationSuspected(caller, MissesMax);
        }
    }

    private int Misses(string caller) => Now().Misses.GetValueOrDefault(caller);

    private Window Now()
    {
        var number = clock.GetUtcNow().ToUnixTimeSeconds() / (60 * WindowMinutes);
        var window = _window;
        return window.Number == number ? window : _window = new Window(number);
    }

    // A key by its id, anybody else by a digest of the address.
    private static string CallerOf(HttpContext? http) =>
        http?.User.FindFirst(ActorClaims.Id)?.Value
        ?? "address:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(http?.Connection.RemoteIpAddress?.ToString() ?? "")))[..12];

    [LoggerMessage(411, LogLevel.Warning, "{Caller} asked for {Count} codes that nobody has: enumeration suspected, refused until the window ends.")]
    private partial void EnumerationSuspected(string caller, int count);

    private sealed record Window(long Number)
    {
        public ConcurrentDictionary<string, int> Misses { get; } = new(StringComparer.Ordinal);
    }
}
