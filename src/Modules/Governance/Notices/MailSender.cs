using System.Globalization;
using System.Net;
using System.Net.Mail;
using System.Resources;
using System.Text;
using Gongxin.Kernel.Settings;

namespace Gongxin.Governance.Notices;

// Sends a message through the operator's mail server. Gives what went wrong, or null.
internal sealed class MailSender(PlatformSettings settings)
{
    private const int Port = 25;
    private const int PatienceMilliseconds = 20_000;

    private static readonly ResourceManager Texts = new(typeof(GovernanceText));

    public async Task<string?> SendAsync(NoticeWay way, Message message, CancellationToken ct)
    {
        var (host, port) = ServerOf(settings.MailServer);
        if (host.Length == 0 || !MailAddress.TryCreate(settings.MailFrom, out _))
        {
            return "no-mail-server";
        }

        using var client = new SmtpClient(host, port)
        {
            EnableSsl = settings.MailEncrypted,
            Timeout = PatienceMilliseconds,
            Credentials = settings.MailUser.Length == 0 ? null : new NetworkCredential(settings.MailUser, settings.MailPassword),
        };
        using var mail = Written(way, message);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(PatienceMilliseconds);
        try
        {
            await client.SendMailAsync(mail, patience.Token);
            return null;
        }
        catch (SmtpException fault)
        {
            return string.Create(CultureInfo.InvariantCulture, $"smtp {(int)fault.StatusCode}");
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return "timeout";
        }
    }

    // HOST or HOST:PORT.
    private static (string Host, int Port) ServerOf(string server)
    {
        var colon = server.LastIndexOf(':');
        return colon < 0 ? (server, Port)
            : int.TryParse(server.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and < 65_536 ? (server[..colon], port)
            : ("", 0);
    }

    private MailMessage Written(NoticeWay way, Message message)
    {
        var language = CultureInfo.GetCultureInfo(way.Language);
        var lines = message.Notices.Select(n => n.Link is null ? n.Text[way.Language] : $"{n.Text[way.Language]}\r\n{n.Link}").ToList();
        var subject = message.Notices.Count == 1
            ? message.Notices[0].Text[way.Language]
            : string.Format(language, Texts.GetString("Notices.MailSubject", language)!, message.Notices.Count);
        var mail = new MailMessage(settings.MailFrom, way.Address)
        {
            Subject = subject.ReplaceLineEndings(" "),
            SubjectEncoding = Encoding.UTF8,
            Body = string.Join("\r\n\r\n", [.. lines, Texts.GetString("Notices.MailWhy", language)!]),
            BodyEncoding = Encoding.UTF8,
        };

        // The same for every attempt: mail programs show it once.
        mail.Headers["Message-ID"] = $"<{message.Id}@{settings.NodeName.Replace('/', '.')}>";
        return mail;
    }
}
