using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using Gongxin.Collection.Tasks;
using Gongxin.Kernel.Identity;
using Gongxin.Kernel.Settings;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Collection.Sources;

// Sets where figures are pulled from. Whoever reports or forwards for an organisation may.
internal sealed class SourceDesk(CollectionDb db, SourceSecrets secrets, PlatformSettings settings)
{
    public const int DaysBeforeMax = 60;
    public const int RetriesMax = 10;
    public const int RetryMinutesMax = 24 * 60;
    private const int PortDefault = 5432;

    private static readonly string[] HeadersOfConnection = ["host", "content-length", "transfer-encoding", "connection", "cookie"];

    // The only way to sources for whoever asks from outside.
    public IQueryable<CollectionSource> Mine
    {
        get
        {
            var all = db.Whole.Set<CollectionSource>();
            var report = all.InScope(db.Me, CollectionPermissions.Report, s => s.OrganisationId, s => s.Region).Select(s => s.Id);
            var forward = all.InScope(db.Me, CollectionPermissions.Forward, s => s.OrganisationId, s => s.Region).Select(s => s.Id);
            return all.Where(s => report.Contains(s.Id) || forward.Contains(s.Id));
        }
    }

    public async Task<CollectionSource> FindAsync(Guid task, Guid organisation, CancellationToken ct)
    {
        var taskId = CollectionTaskId.From(task);
        return await Mine.SingleOrDefaultAsync(s => s.TaskId == taskId && s.OrganisationId == organisation, ct) ?? throw CollectionRefusals.SourceNotFound();
    }

    // The organisation as the task asks it, for whoever may set a source for it.
    public async Task<TaskMember> MemberAsync(Guid task, Guid organisation, CancellationToken ct)
    {
        var taskId = CollectionTaskId.From(task);
        var member = await db.Members.AsNoTracking().SingleOrDefaultAsync(m => m.TaskId == taskId && m.OrganisationId == organisation, ct);
        return member is not null && (db.Me.Reaches(CollectionPermissions.Report, organisation, member.Region) || db.Me.Reaches(CollectionPermissions.Forward, organisation, member.Region))
            ? member
            : throw CollectionRefusals.SourceNotFound();
    }

    public async Task SetAsync(Guid task, Guid organisation, SourceRequest request, CancellationToken ct)
    {
        var member = await MemberAsync(task, organisation, ct);
        var good = Checked(request);
        var source = await Mine.SingleOrDefaultAsync(s => s.TaskId == member.TaskId && s.OrganisationId == organisation, ct);
        if (source is null)
        {
            source = CollectionSource.For(member);
            db.Whole.Add(source);
        }

        // A secret is for the place that it was given for: another address does not get it.
        var kept = source.Address == good.Address && source.Kind == good.Kind ? source.ProtectedSecret : null;
        var protectedSecret = request.Secret is { Length: > 0 } secret ? secrets.Protect(secret) : request.ForgetSecret ? null : kept;
        if (good.Kind is SourceKind.Http && protectedSecret is not null && (good.HeaderName is null || (IsPlain(good.Address) && !settings.SourcesToPrivateAddresses)))
        {
            throw CollectionRefusals.SourceNotGood("headerName");
        }

        source.Set(good, protectedSecret, db.Me, db.Now);
        db.Audit("SourceSet", $"source:{source.Id.Value}", new
        {
            task, organisation, good.Kind, host = HostOf(good.Address, good.Kind), hasSecret = protectedSecret is not null, good.Outcome, good.DaysBefore, good.At, good.Retries, good.RetryMinutes, good.IsActive,
        });
        await db.SaveAsync(ct);
    }

    // What was pulled stays, with where it came from.
    public async Task RemoveAsync(Guid task, Guid organisation, CancellationToken ct)
    {
        var source = await FindAsync(task, organisation, ct);
        db.Whole.Remove(source);
        db.Audit("SourceRemoved", $"source:{source.Id.Value}", new { task, organisation });
        await db.SaveAsync(ct);
    }

    // HOST:PORT/DATABASE; null when it is none.
    public static (string Host, int Port, string Database)? Server(string address)
    {
        var (where, slash) = (address, address.IndexOf('/', StringComparison.Ordinal));
        if (slash <= 0 || slash == where.Length - 1)
        {
            return null;
        }

        var (server, database) = (where[..slash], where[(slash + 1)..]);
        var colon = server.LastIndexOf(':');
        var port = PortDefault;
        if (colon >= 0 && (!int.TryParse(server[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out port) || port is 0 or > ushort.MaxValue))
        {
            return null;
        }

        var host = colon < 0 ? server : server[..colon];
        return Uri.CheckHostName(host) is UriHostNameType.Dns or UriHostNameType.IPv4 && !database.Any(c => char.IsControl(c) || c is '/' or ';') ? (host, port, database) : null;
    }

    private static SourceSettings Checked(SourceRequest request)
    {
        var (address, query) = (request.Address?.Trim() ?? "", request.Query?.Trim().TrimEnd(';').TrimEnd());
        var isHttp = request.Kind is SourceKind.Http;
        var header = isHttp ? Given(request.HeaderName) : null;
        var user = isHttp ? null : Given(request.UserName);
        Require(address.Length <= CollectionSource.AddressMax && (isHttp ? IsWeb(address) : Server(address) is not null), "address");
        Require(isHttp || query is { Length: > 0 and <= CollectionSource.QueryMax }, "query");
        Require(isHttp || user is { Length: <= CollectionSource.UserMax }, "userName");
        Require(header is null || (header.Length <= CollectionSource.HeaderMax && header.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') && !HeadersOfConnection.Contains(header.ToLowerInvariant())), "headerName");
        Require(request.Secret is null || (request.Secret.Length <= CollectionSource.SecretMax && !request.Secret.Any(char.IsControl)), "secret");
        Require(request.DaysBefore is >= 0 and <= DaysBeforeMax, "daysBefore");
        Require(request.Retries is >= 0 and <= RetriesMax, "retries");
        Require(request.RetryMinutes is >= 1 and <= RetryMinutesMax, "retryMinutes");
        Require(TimeOnly.TryParseExact(request.At, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var at), "at");
        return new SourceSettings
        {
            Kind = request.Kind, Address = address, Query = isHttp ? null : query, UserName = user, HeaderName = header, Outcome = request.Outcome, DaysBefore = request.DaysBefore,
            At = at, Retries = request.Retries, RetryMinutes = request.RetryMinutes, IsActive = request.IsActive,
        };
    }

    // A name and password in the address would stand wherever the address does.
    private static bool IsWeb(string address) =>
        Uri.TryCreate(PullPlaces.Filled(address, "2026-01", new DateOnly(2026, 1, 1), new DateOnly(2026, 1, 31)), UriKind.Absolute, out var uri) && uri.UserInfo.Length == 0 && uri.Fragment.Length == 0
        && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp);

    private static bool IsPlain(string address) => address.StartsWith("http:", StringComparison.OrdinalIgnoreCase);

    private static string HostOf(string address, SourceKind kind) =>
        kind is SourceKind.Http && Uri.TryCreate(address, UriKind.Absolute, out var uri) ? uri.Host : Server(address)?.Host ?? "";

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static void Require(bool holds, string field)
    {
        if (!holds)
        {
            throw CollectionRefusals.SourceNotGood(field);
        }
    }
}

// Passwords and headers of sources, kept by the node's own keys, which lie outside the database.
internal sealed class SourceSecrets(IDataProtectionProvider protection)
{
    private readonly IDataProtector _protector = protection.CreateProtector("Gongxin.Sources");

    public string Protect(string secret) => _protector.Protect(secret);

    public string Read(string kept)
    {
        try
        {
            return _protector.Unprotect(kept);
        }
        catch (CryptographicException)
        {
            // The node's keys are not those that protected it.
            throw CollectionRefusals.SourceNotReached("secret-lost");
        }
    }
}

// The places in an address that name the period.
internal static class PullPlaces
{
    public static string Filled(string address, string period, DateOnly first, DateOnly last) => address
        .Replace("{period}", WebUtility.UrlEncode(period), StringComparison.Ordinal)
        .Replace("{first}", first.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("{last}", last.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), StringComparison.Ordinal);
}
