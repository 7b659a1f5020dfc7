using Microsoft.Extensions.Configuration;

namespace Gongxin.Kernel.Settings;

/// <summary>What an operator sets; each is described in <c>docs/settings.md</c>.</summary>
public sealed record PlatformSettings
{
    /// <summary>Folder that holds everything this node keeps: database (when SQLite), blobs, key, caches.</summary>
    public required string DataFolder { get; init; }

    /// <summary>PostgreSQL connection string; empty means SQLite in the data folder.</summary>
    public string Database { get; init; } = "";

    /// <summary>Name of the site in the header; empty means the built-in name in the reader's language.</summary>
    public string SiteName { get; init; } = "";

    public string Operator { get; init; } = "";
    public string Contact { get; init; } = "";

    /// <summary>Who publishes here, as descriptions for programs name it: the operator, the site, or the program.</summary>
    public string PublisherName => Operator is { Length: > 0 } name ? name : SiteName is { Length: > 0 } site ? site : "Gongxin 公信";

    /// <summary>Name of this node in its ledger checkpoints, e.g. <c>data.example.gov.cn</c>.</summary>
    public string NodeName { get; init; } = "localhost/gongxin";

    /// <summary>Largest file that may be handed in, in bytes.</summary>
    public long UploadBytesMax { get; init; } = 20L << 30;

    /// <summary>Requests that one anonymous address may make in a minute.</summary>
    public int RequestsPerMinute { get; init; } = 6000;

    /// <summary>Memory that finished pages may take, in bytes; 0 keeps none.</summary>
    public long PageCacheBytes { get; init; } = 64L << 20;

    /// <summary>Address of the site as others reach it, for links in mails and webhooks, e.g. <c>https://data.example.gov.cn</c>.</summary>
    public string PublicAddress { get; init; } = "";

    /// <summary>Origins of other sites whose pages may ask for checks with a key, e.g. <c>https://hall.example.gov.cn</c>.</summary>
    public IReadOnlyList<string> CheckOrigins { get; init; } = [];

    /// <summary>Mail server for notices, HOST or HOST:PORT; empty sends none.</summary>
    public string MailServer { get; init; } = "";

    public string MailUser { get; init; } = "";
    public string MailPassword { get; init; } = "";

    /// <summary>Sender of notices.</summary>
    public string MailFrom { get; init; } = "";

    /// <summary>Whether the connection to the mail server is encrypted (STARTTLS).</summary>
    public bool MailEncrypted { get; init; } = true;

    /// <summary>For how long notices that are not urgent are gathered into one message.</summary>
    public int NoticesGatherSeconds { get; init; } = 300;

    /// <summary>Lets webhooks go to inner addresses and without encryption; for nodes inside a closed network.</summary>
    public bool NoticesToPrivateAddresses { get; init; }

    /// <summary>Lets figures be pulled from inner addresses, and from databases without a certificate; for nodes inside a closed network.</summary>
    public bool SourcesToPrivateAddresses { get; init; }

    /// <summary>True when people can do nothing before they have set up a second factor (ASVS level 2).</summary>
    public bool SecondFactorRequired { get; init; }

    /// <summary>Minutes without a request after which a person is signed out.</summary>
    public int SessionIdleMinutes { get; init; } = 30;

    /// <summary>Hours after which a person has to sign in again, idle or not.</summary>
    public int SessionHours { get; init; } = 12;

    /// <summary>The identity service with which people may sign in; null when there is none.</summary>
    public SignInService? SignIn { get; init; }

    /// <summary>True when every version has to pass the secrecy review of somebody who did not hand it in before it is public.</summary>
    public bool SecrecyReviewRequired { get; init; }

    /// <summary>An approved map as GeoJSON, in place of the schema of tiles; empty means the schema.</summary>
    public string MapFile { get; init; } = "";

    /// <summary>Approval number (审图号) of that map; it stands on every map that is drawn with it.</summary>
    public string MapApproval { get; init; } = "";

    /// <summary>Font of PDF files, FILE or FILE#PLACE; empty means the first with Chinese of those that systems keep.</summary>
    public string PdfFont { get; init; } = "";

    public bool UsesPostgres => Database.Length > 0;
    public string SqliteFile => Path.Combine(DataFolder, "gongxin.db");
    public string BlobFolder => Path.Combine(DataFolder, "blobs");
    public string CacheFolder => Path.Combine(DataFolder, "cache");
    public string TempFolder => Path.Combine(DataFolder, "tmp");
    public string KeyFolder => Path.Combine(DataFolder, "keys");

    /// <summary>Reads <c>Gongxin:*</c> of the configuration and the short variables GONGXIN_DATA and GONGXIN_DATABASE, which win.</summary>
    public static PlatformSettings From(IConfiguration configuration)
    {
        var section = configuration.GetSection("Gongxin");
        var folder = configuration["GONGXIN_DATA"] ?? section[nameof(DataFolder)] ?? "data";
        var plain = new PlatformSettings { DataFolder = Path.GetFullPath(folder) };
        return plain with
        {
            Database = configuration["GONGXIN_DATABASE"] ?? section[nameof(Database)] ?? plain.Database,
            SiteName = section[nameof(SiteName)] ?? plain.SiteName,
            Operator = section[nameof(Operator)] ?? plain.Operator,
            Contact = section[nameof(Contact)] ?? plain.Contact,
            NodeName = section[nameof(NodeName)] ?? plain.NodeName,
            UploadBytesMax = section.GetValue(nameof(UploadBytesMax), plain.UploadBytesMax),
            RequestsPerMinute = section.GetValue(nameof(RequestsPerMinute), plain.RequestsPerMinute),
            PublicAddress = section[nameof(PublicAddress)] ?? plain.PublicAddress,
            CheckOrigins = [.. (section[nameof(CheckOrigins)] ?? "").Split([' ', ';', ','], StringSplitOptions.RemoveEmptyEntries).Select(origin => origin.TrimEnd('/'))],
            MailServer = section[nameof(MailServer)] ?? plain.MailServer,
            MailUser = section[nameof(MailUser)] ?? plain.MailUser,
            MailPassword = section[nameof(MailPassword)] ?? plain.MailPassword,
            MailFrom = section[nameof(MailFrom)] ?? plain.MailFrom,
            MailEncrypted = section.GetValue(nameof(MailEncrypted), plain.MailEncrypted),
            NoticesGatherSeconds = section.GetValue(nameof(NoticesGatherSeconds), plain.NoticesGatherSeconds),
            NoticesToPrivateAddresses = section.GetValue(nameof(NoticesToPrivateAddresses), plain.NoticesToPrivateAddresses),
            SourcesToPrivateAddresses = section.GetValue(nameof(SourcesToPrivateAddresses), plain.SourcesToPrivateAddresses),
            SecondFactorRequired = section.GetValue(nameof(SecondFactorRequired), plain.SecondFactorRequired),
            SessionIdleMinutes = section.GetValue(nameof(SessionIdleMinutes), plain.SessionIdleMinutes),
            SessionHours = section.GetValue(nameof(SessionHours), plain.SessionHours),
            SignIn = SignInService.From(section.GetSection(nameof(SignIn))),
            SecrecyReviewRequired = section.GetValue(nameof(SecrecyReviewRequired), plain.SecrecyReviewRequired),
            MapFile = section[nameof(MapFile)] ?? plain.MapFile,
            MapApproval = section[nameof(MapApproval)] ?? plain.MapApproval,
            PdfFont = section[nameof(PdfFont)] ?? plain.PdfFont,
            PageCacheBytes = section.GetValue(nameof(PageCacheBytes), plain.PageCacheBytes),
        };
    }
}
