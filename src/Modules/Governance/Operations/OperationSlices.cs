using Gongxin.Kernel.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Gongxin.Governance.Operations;

internal static class ListOperations
{
    public static async Task<Ok<PageOf<OperationView>>> Handle(Guid? cursor, OperationReads operations, CancellationToken ct) =>
        TypedResults.Ok(await operations.ListAsync(cursor, ct));
}

internal static class ReadOperation
{
    public static async Task<Ok<OperationView>> Handle(Guid id, OperationReads operations, CancellationToken ct) =>
        TypedResults.Ok(await operations.ReadAsync(id, ct));
}

internal static class CancelOperation
{
    public static async Task<Ok<OperationView>> Handle(Guid id, OperationReads operations, CancellationToken ct) =>
        TypedResults.Ok(await operations.CancelAsync(id, ct));

    // The button of the operation's page, without script.
    public static async Task<RedirectHttpResult> HandleForm(Guid id, OperationReads operations, CancellationToken ct)
    {
        await operations.CancelAsync(id, ct);
        return TypedResults.LocalRedirect($"/operations/{id}");
    }
}
