using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Gongxin.Kernel.Settings;

/// <summary>An identity service that speaks OpenID Connect; each setting is described in <c>docs/settings.md</c>.</summary>
public sealed record SignInService
{
    /// <summary>Address of the service, which is also its issuer, e.g. <c>https://id.example.gov.cn</c>.</summary>
    public required Uri Authority { get; init; }

    /// <summary>Under which the service knows this site.</summary>
    public required string ClientId { get; init; }

    public string ClientSecret { get; init; } = "";

    /// <summary>What is asked for; always with <c>openid</c>.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = ["openid"];

    public string NameZh { get; init; } = "";
    public string NameEn { get; init; } = "";

    /// <summary>The claim that names a person for ever.</summary>
    public string SubjectClaim { get; init; } = "sub";

    /// <summary>True when signing in there counts as the second factor here.</summary>
    public bool CountsAsSecondFactor { get; init; }

    /// <summary>Null without an authority.</summary>
    /// <exception cref="InvalidDataException">The address is not good, or the client id is missing: a node does not start half set up.</exception>
    public static SignInService? From(IConfiguration section)
    {
        if (section[nameof(Authority)] is not { Length: > 0 } authority)
        {
            return null;
        }

        if (!Uri.TryCreate(authority, UriKind.Absolute, out var address) || !IsSafe(address))
        {
            throw new InvalidDataException("Gongxin:SignIn:Authority must be an https address; http is taken on the loopback address only.");
        }

        var client = section[nameof(ClientId)] is { Length: > 0 } id ? id : throw new InvalidDataException("Gongxin:SignIn:ClientId is missing.");
        return new SignInService
        {
            Authority = address,
            ClientId = client,
            ClientSecret = section["ClientSecretFile"] is { Length: > 0 } file ? File.ReadAllText(file).Trim() : section[nameof(ClientSecret)] ?? "",
            Scopes = [.. (section[nameof(Scopes)] ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Prepend("openid").Distinct(StringComparer.Ordinal)],
            NameZh = section[nameof(NameZh)] is { Length: > 0 } zh ? zh : address.Host,
            NameEn = section[nameof(NameEn)] is { Length: > 0 } en ? en : address.Host,
            SubjectClaim = section[nameof(SubjectClaim)] is { Length: > 0 } claim ? claim : "sub",
            CountsAsSecondFactor = section.GetValue(nameof(CountsAsSecondFactor), false),
        };
    }

    /// <summary>The name that people know the service by.</summary>
    public string NameIn(CultureInfo language) => language.TwoLetterISOLanguageName == "zh" ? NameZh : NameEn;

    private static bool IsSafe(Uri address) =>
        address.UserInfo.Length == 0 && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback));
}
