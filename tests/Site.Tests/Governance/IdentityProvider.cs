using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Gongxin.Site.Tests.Governance;

// A small identity service of the test: discovery, keys, authorisation with PKCE, tokens signed with ECDSA. It does what the standard
// asks, unless a test tells it to cheat.
internal sealed class IdentityProvider : IAsyncDisposable
{
    public const string Client = "gongxin-test";
    public const string Secret = "quiet-client-secret-of-the-test-26";
    private const string KeyId = "k1";

    private readonly WebApplication _app;
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly ECDsa _otherKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly ConcurrentDictionary<string, Asked> _codes = new(StringComparer.Ordinal);

    private IdentityProvider(WebApplication app) => _app = app;

    public string Address { get; private set; } = "";

    // Who is signed in at the service.
    public string Subject { get; set; } = "person-7";

    // Changes the token before it is signed.
    public Action<Dictionary<string, object>> Cheat { get; set; } = _ => { };
    public Signing Signing { get; set; }

    // Set by the token endpoint: how often a code was given that is none, or was used.
    public int RefusedCodes { get; private set; }

    public static async Task<IdentityProvider> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var provider = new IdentityProvider(builder.Build());
        provider._app.Run(provider.AnswerAsync);
        await provider._app.StartAsync();
        provider.Address = provider._app.Urls.Single();
        return provider;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _key.Dispose();
        _otherKey.Dispose();
    }

    private Task AnswerAsync(HttpContext http) => http.Request.Path.Value switch
    {
        "/.well-known/openid-configuration" => WriteAsync(http, new
        {
            issuer = Address, authorization_endpoint = Address + "/authorize", token_endpoint = Address + "/token", jwks_uri = Address + "/jwks",
            response_types_supported = new[] { "code" }, subject_types_supported = new[] { "public" }, id_token_signing_alg_values_supported = new[] { "ES256" },
        }),
        "/jwks" => WriteAsync(http, new { keys = new[] { KeyOf(_key) } }),
        "/authorize" => AuthorizeAsync(http),
        "/token" => TokenAsync(http),
        _ => NotFoundAsync(http),
    };

    private Task AuthorizeAsync(HttpContext http)
    {
        var query = http.Request.Query;
        if (query["client_id"] != Client || query["response_type"] != "code" || query["code_challenge_method"] != "S256" || query["nonce"].Count != 1 || query["scope"].ToString().Split(' ')[0] != "openid")
        {
            http.Response.StatusCode = StatusCodes.Status400BadRequest;
            return Task.CompletedTask;
        }

        var code = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));
        _codes[code] = new Asked(query["nonce"].ToString(), query["code_challenge"].ToString(), query["redirect_uri"].ToString());
        http.Response.Redirect($"{query["redirect_uri"]}?code={code}&state={Uri.EscapeDataString(query["state"].ToString())}");
        return Task.CompletedTask;
    }

    private async Task TokenAsync(HttpContext http)
    {
        var form = await http.Request.ReadFormAsync();
        var isGood = _codes.TryRemove(form["code"].ToString(), out var asked)
            && form["client_id"] == Client && form["client_secret"] == Secret && form["redirect_uri"] == asked.RedirectUri
            && Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString()))) == asked.Challenge;
        if (!isGood)
        {
            RefusedCodes++;
            http.Response.StatusCode = StatusCodes.Status400BadRequest;
            await WriteAsync(http, new { error = "invalid_grant" });
            return;
        }

        await WriteAsync(http, new { access_token = "none-that-opens-anything", token_type = "Bearer", expires_in = 60, id_token = Token(asked!.Nonce) });
    }

    private string Token(string nonce)
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var claims = new Dictionary<string, object>
        {
            ["iss"] = Address, ["aud"] = Client, ["sub"] = Subject, ["name"] = "测试人员", ["nonce"] = nonce, ["iat"] = now, ["nbf"] = now - 5, ["exp"] = now + 300,
        };
        Cheat(claims);
        var algorithm = Signing switch { Signing.None => "none", Signing.ClientSecret => "HS256", _ => "ES256" };
        var content = Part(new { alg = algorithm, typ = "JWT", kid = KeyId }) + "." + Part(claims);
        var bytes = Encoding.ASCII.GetBytes(content);
        return content + "." + Base64Url.EncodeToString(Signing switch
        {
            Signing.None => [],
            Signing.ClientSecret => HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), bytes),
            Signing.OtherKey => _otherKey.SignData(bytes, HashAlgorithmName.SHA256),
            _ => _key.SignData(bytes, HashAlgorithmName.SHA256),
        });
    }

    private static object KeyOf(ECDsa key)
    {
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        return new { kty = "EC", crv = "P-256", use = "sig", alg = "ES256", kid = KeyId, x = Base64Url.EncodeToString(point.X), y = Base64Url.EncodeToString(point.Y) };
    }

    private static string Part(object part) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(part));

    private static async Task WriteAsync(HttpContext http, object answer)
    {
        http.Response.ContentType = "application/json";
        await http.Response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(answer));
    }

    private static Task NotFoundAsync(HttpContext http)
    {
        http.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    private sealed record Asked(string Nonce, string Challenge, string RedirectUri);
}

internal enum Signing
{
    OwnKey,
    OtherKey,
    ClientSecret,
    None,
}
