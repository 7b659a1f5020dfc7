using Gongxin.Governance.Accounts;
using Gongxin.Governance.Sessions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Governance.Recovery;

// Takes the wish for a link. Answer, time and lock are the same whether there is such an account, whether it is closed, and whether it
// has a confirmed address: one look, one row, and the rest is done afterwards by a job (decision 0044).
internal sealed class RecoveryDesk(GovernanceDb governance, Attempts attempts, SecretMail mails, TimeProvider clock)
{
    public const int FreeOfName = 3;
    public const int FreeOfAddress = 20;

    public bool IsSetUp => mails.IsSetUp;

    public async Task AskAsync(string name, Caller caller, CancellationToken ct)
    {
        if (!mails.IsSetUp)
        {
            throw GovernanceRefusals.NoMailSetUp();
        }

        name = AccountDesk.Normalise(name);
        await attempts.CountAsync(Attempts.OfRecoveryFrom(caller.Address), FreeOfAddress, ct);
        await attempts.CountAsync(Attempts.OfRecovery(name), FreeOfName, ct);
        var account = await governance.Accounts.AsNoTracking().SingleOrDefaultAsync(a => a.Name == name, ct);
        governance.Add(RecoveryRequest.Of(account?.Id, clock.GetUtcNow().UtcDateTime));

        // What was typed is not kept when it is nobody's: it may be a password in the wrong field.
        governance.Audit("RecoveryAsked", account is null ? "account:unknown" : AccountDesk.SubjectOf(account.Id), new { caller.Address });
        await governance.SaveAsync(ct);
    }
}

internal static class AskForRecovery
{
    internal sealed record Request(string Name);

    public static async Task<Accepted> Handle(Request request, RecoveryDesk desk, HttpContext http, CancellationToken ct)
    {
        await desk.AskAsync(request.Name ?? "", Caller.Of(http), ct);
        return TypedResults.Accepted((string?)null);
    }
}
