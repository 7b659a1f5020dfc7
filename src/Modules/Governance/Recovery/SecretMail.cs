using System.Globalization;
using System.Resources;
using Gongxin.Governance.Notices;
using Gongxin.Kernel.Settings;

namespace Gongxin.Governance.Recovery;

// Mails a link that is a secret. It goes from memory to the mail server and stands in no row and no log: what has to survive a
// restart is that somebody asked, not the link. The address is the operator's setting, never the host that a request names.
internal sealed class SecretMail(MailSender mails, PlatformSettings settings)
{
    private static readonly ResourceManager Texts = new(typeof(PeopleText));

    public bool IsSetUp => mails.IsSetUp && Uri.TryCreate(settings.PublicAddress, UriKind.Absolute, out _);

    // Gives what went wrong, or null. The texts are {kind}.Subject and {kind}.Body, which holds the link as {0}.
    public Task<string?> SendAsync(string to, string language, string kind, string path, CancellationToken ct)
    {
        var culture = CultureInfo.GetCultureInfo(language);
        var body = string.Format(culture, Texts.GetString(kind + ".Body", culture)!, settings.PublicAddress.TrimEnd('/') + path).ReplaceLineEndings("\r\n");
        return mails.SendAsync(new Letter(to, Texts.GetString(kind + ".Subject", culture)!, body, Guid.CreateVersion7().ToString()), ct);
    }
}
