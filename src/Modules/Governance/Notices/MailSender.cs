using System.Globalization;
using System.Net;
using System.Net.Mail;
using System.Resources;
using System.Text;
using Gongxin.Kernel.Settings;

namespace Gongxin.Governance.Notices;

// One mail as it is handed to the mail server.
internal sealed record Letter(string To, string Subject, string Body, string Id);

// Sends through the operator's mail server. Gives what went wrong, or null.
internal sealed class MailSender(PlatformSettings settings)
{
    private const int Port = 25;
    private const int PatienceMilliseconds = 20_000;

    private static readonly ResourceManager Texts = new(typeof(GovernanceText));

    public bool IsSetUp => ServerOf(settings.MailServer).Host.Length > 0 && MailAddress.TryCreate(settings.MailFrom, out _);

    public Task<string?> SendAsync(NoticeWay way, Message message, CancellationToken ct) => SendAsync(Written(way, message), ct);

    public async Task<string?> SendAsync(Letter letter, CancellationToken ct)
    {
        if (!IsSetUp)
        {
            return "no-mail-server";
        }

        var (host, port) = ServerOf(settings.MailServer);

        using var client = new SmtpClient(host, port)
        {
            EnableSsl = settings.MailEncrypted,
            Timeout = PatienceMilliseconds,
            Credentials = settings.MailUser.Length == 0 ? null : new NetworkCredential(settings.MailUser, settings.MailPassword),
        };
        using var mail = Packed(letter);
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

    private static Letter Written(NoticeWay way, Message message)
    {
        var language = CultureInfo.GetCultureInfo(way.Language);
        var lines = message.Notices.Select(n => n.Link is null ? n.Text[way.Language] : $"{n.Text[way.Language]}\r\n{n.Link}").ToList();
        var subject = message.Notices.Count == 1
            ? message.Notices[0].Text[way.Language]
            : string.Format(language, Texts.GetString("Notices.MailSubject", language)!, message.Notices.Count);
        return new Letter(way.Address, subject, string.Join("\r\n\r\n", [.. lines, Texts.GetString("Notices.MailWhy", language)!]), message.Id.ToString());
    }

    private MailMessage Packed(Letter letter)
    {
        var mail = new MailMessage(settings.MailFrom, letter.To)
        {
            Subject = letter.Subject.ReplaceLineEndings(" "),
            SubjectEncoding = Encoding.UTF8,
            Body = letter.Body,
            BodyEncoding = Encoding.UTF8,
        };

        // The same for every attempt: mail programs show it once.
        mail.Headers["Message-ID"] = $"<{letter.Id}@{settings.NodeName.Replace('/', '.')}>";
        return mail;
    }
}
