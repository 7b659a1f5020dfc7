using System.Globalization;
using Gongxin.Kernel.Errors;
using Gongxin.Kernel.Settings;
using Gongxin.Ui.Shell;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Governance.Notices;

// A delivery in words. Webhooks get every language, a mail that of its way.
internal sealed record Message(Guid Id, IReadOnlyList<MessageNotice> Notices);

internal sealed record MessageNotice(
    Guid Id, string Code, IReadOnlyList<string> Args, string? Link, bool IsUrgent, DateTime At, IReadOnlyDictionary<string, string> Text);

internal sealed class MessageText(GovernanceDb governance, ProblemTexts texts, PlatformSettings settings)
{
    public async Task<Message> OfAsync(Delivery delivery, NoticeWay way, CancellationToken ct)
    {
        var wanted = delivery.Notices;
        var notices = await governance.Notices.AsNoTracking().Where(n => wanted.Contains(n.Id)).OrderBy(n => n.Id).ToListAsync(ct);
        var languages = way.Kind is WayKind.Mail ? Languages.All.Where(l => l.Name == way.Language) : Languages.All;
        return new Message(delivery.Id.Value, [.. notices.Select(n => new MessageNotice(
            n.Id.Value, n.Code, n.Args, LinkOf(n.Link), n.IsUrgent, n.CreatedAt, languages.ToDictionary(l => l.Name, l => TextOf(n, l), StringComparer.Ordinal)))]);
    }

    private string TextOf(Notice notice, CultureInfo language) => texts.Of(notice.Code, notice.Args, language);

    private string? LinkOf(string? path) => path is null ? null : settings.PublicAddress.TrimEnd('/') + path;
}
