using Gongxin.Kernel.Errors;
using Gongxin.Kernel.Http;
using Gongxin.Kernel.Identity;
using Gongxin.Kernel.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Governance.Operations;

// Operations that the current actor may see: their own, or all for an operator.
public sealed class OperationReads
{
    public const int PageSize = 50;

    private readonly GovernanceDb _governance;
    private readonly CurrentActor _current;
    private readonly ProblemTexts _texts;
    private readonly TimeProvider _clock;

    internal OperationReads(GovernanceDb governance, CurrentActor current, ProblemTexts texts, TimeProvider clock)
    {
        (_governance, _current, _texts, _clock) = (governance, current, texts, clock);
    }

    public async Task<PageOf<OperationView>> ListAsync(Guid? before, CancellationToken ct)
    {
        var mine = Mine();
        var total = await mine.LongCountAsync(ct);
        if (before is { } last)
        {
            var lastId = new OperationId(last);
            var at = await mine.Where(o => o.Id == lastId).Select(o => (DateTime?)o.CreatedAt).SingleOrDefaultAsync(ct);
            mine = at is null ? mine.Where(o => false) : mine.Where(o => o.CreatedAt < at);
        }

        var page = await mine.OrderByDescending(o => o.CreatedAt).ThenBy(o => o.Id).Take(PageSize + 1).ToListAsync(ct);
        var next = page.Count > PageSize ? page[PageSize - 1].Id.Value.ToString() : null;
        return new PageOf<OperationView>([.. page.Take(PageSize).Select(o => OperationView.Of(o, _texts))], total, next);
    }

    public async Task<OperationView> ReadAsync(Guid id, CancellationToken ct) => OperationView.Of(await FindAsync(id, ct), _texts);

    public async Task<OperationView> CancelAsync(Guid id, CancellationToken ct)
    {
        var operation = await FindAsync(id, ct);
        if (operation.State is OperationState.Running)
        {
            // Beside the version token: the handler's own save must not lose a race against the wish to stop it.
            var operationId = operation.Id;
            await _governance.Operations.Where(o => o.Id == operationId).ExecuteUpdateAsync(set => set.SetProperty(o => o.CancelRequested, true), ct);
        }
        else
        {
            operation.RequestCancel(_clock.GetUtcNow().UtcDateTime);
        }

        _governance.Audit("OperationCancelled", $"operation:{id}");
        await _governance.SaveAsync(ct);
        return await ReadAsync(id, ct);
    }

    private async Task<Operation> FindAsync(Guid id, CancellationToken ct)
    {
        var operationId = new OperationId(id);
        return await Mine().SingleOrDefaultAsync(o => o.Id == operationId, ct) ?? throw GovernanceRefusals.OperationNotFound(id);
    }

    private IQueryable<Operation> Mine()
    {
        var me = _current.Actor;
        return me.May(GovernancePermissions.Operate) ? _governance.Operations : _governance.Operations.Where(o => o.StartedBy == me.Id);
    }
}
