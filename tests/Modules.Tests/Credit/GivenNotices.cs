using Gongxin.Contracts.Governance;

namespace Gongxin.Modules.Tests.Credit;

// Keeps the notices that were given; one occasion once for each recipient.
internal sealed class GivenNotices : INotices
{
    public List<NewNotice> Given { get; } = [];

    public Task<bool> NotifyAsync(NewNotice notice, CancellationToken ct)
    {
        if (Given.Any(n => n.To == notice.To && n.Key == notice.Key))
        {
            return Task.FromResult(false);
        }

        Given.Add(notice);
        return Task.FromResult(true);
    }
}
