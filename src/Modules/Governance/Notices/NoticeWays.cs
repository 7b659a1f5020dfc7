using System.Net.Mail;
using Gongxin.Contracts.Governance;
using Gongxin.Kernel.Identity;
using Gongxin.Kernel.Settings;
using Gongxin.Ui.Shell;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Governance.Notices;

public sealed record NoticeWayView(Guid Id, WayKind Kind, string Address, string Codes, string Language, DateTime CreatedAt, DateTime? ConfirmedAt);

// Secret: signs webhooks; never shown again.
public sealed record NewWayView(NoticeWayView Way, string? Secret);

// The current actor's own ways.
internal sealed class NoticeWays(GovernanceDb governance, NoticeSecrets secrets, PlatformSettings settings, CurrentActor current, TimeProvider clock)
{
    private const int PerOwnerMax = 5;

    public async Task<IReadOnlyList<NoticeWayView>> ListAsync(CancellationToken ct)
    {
        var owner = current.Actor.Id;
        return [.. (await governance.NoticeWays.AsNoTracking().Where(w => w.Owner == owner).OrderBy(w => w.Id).ToListAsync(ct)).Select(Shown)];
    }

    public async Task<NewWayView> AddAsync(string? kind, string? address, string? codes, string? language, CancellationToken ct)
    {
        var owner = current.Actor.Id;
        var (way, where) = (KindOf(kind), address?.Trim() ?? "");
        if (where.Length > NoticeWay.AddressMax || !(way is WayKind.Mail ? IsMail(where) : IsWebhook(where)))
        {
            throw GovernanceRefusals.NoticeAddressNotGood(where);
        }

        var wanted = string.Join(' ', (codes ?? "").Split([' ', ',', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries));
        if (wanted.Length > NoticeWay.CodesMax)
        {
            throw GovernanceRefusals.NoticeAddressNotGood(wanted[..50]);
        }

        if (await governance.NoticeWays.CountAsync(w => w.Owner == owner, ct) >= PerOwnerMax)
        {
            throw GovernanceRefusals.TooManyNoticeWays(PerOwnerMax);
        }

        var (secret, kept) = way is WayKind.Webhook ? secrets.New() : ((string?)null, null);
        var chosen = Languages.All.FirstOrDefault(l => l.Name == language) ?? Languages.Default;
        // The first message on the way is that it was added: its owner sees whether it works.
        var added = NoticeWay.Of(owner, way, where, wanted, chosen.Name, kept, clock.GetUtcNow().UtcDateTime);
        governance.Add(added);
        governance.Add(Notice.Of(
            new NewNotice(NoticeRecipient.Actor(owner), "notices.way-added", $"notice-way:{added.Id.Value}") { Args = [where], Link = "/notices/ways", IsUrgent = true }, added.CreatedAt));
        governance.Audit("NoticeWayAdded", $"notice-way:{added.Id.Value}", new { added.Kind, added.Codes });
        await governance.SaveAsync(ct);
        return new NewWayView(Shown(added), secret);
    }

    // What is on its way there is not sent any more.
    public async Task RemoveAsync(Guid id, CancellationToken ct)
    {
        var (wanted, owner) = (new NoticeWayId(id), current.Actor.Id);
        var way = await governance.NoticeWays.SingleOrDefaultAsync(w => w.Id == wanted && w.Owner == owner, ct) ?? throw GovernanceRefusals.NoticeWayNotFound(id);
        governance.Remove(way);
        governance.Audit("NoticeWayRemoved", $"notice-way:{id}");
        await governance.SaveAsync(ct);
    }

    private bool IsWebhook(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.UserInfo.Length == 0
        && (uri.Scheme == Uri.UriSchemeHttps || (settings.NoticesToPrivateAddresses && uri.Scheme == Uri.UriSchemeHttp));

    private static bool IsMail(string address) => MailAddress.TryCreate(address, out var mail) && mail.Address == address && !address.Any(char.IsControl);

    private static WayKind KindOf(string? kind) => kind?.ToLowerInvariant() switch
    {
        "mail" => WayKind.Mail,
        "webhook" => WayKind.Webhook,
        _ => throw GovernanceRefusals.NoticeAddressNotGood(kind ?? ""),
    };

    private static NoticeWayView Shown(NoticeWay way) => new(way.Id.Value, way.Kind, way.Address, way.Codes, way.Language, way.CreatedAt, way.ConfirmedAt);
}
