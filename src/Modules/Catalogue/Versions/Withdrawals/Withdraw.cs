using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Gongxin.Catalogue.Versions.Withdrawals;

internal static class Withdraw
{
    // Kind: one of WithdrawalKind, written as in answers (personalData). Reason: what the public is told.
    public sealed record Request(string? Kind, string? Reason);

    public static async Task<Created<WithdrawalView>> HandleDataset(string slug, Request request, WithdrawData withdraw, CancellationToken ct) =>
        TypedResults.Created($"/api/v1/datasets/{slug}", await withdraw.WithdrawAsync(slug, null, request.Kind, request.Reason, ct));

    public static async Task<Created<WithdrawalView>> HandleVersion(string slug, string number, Request request, WithdrawData withdraw, CancellationToken ct) =>
        TypedResults.Created($"/api/v1/datasets/{slug}/versions/{number}", await withdraw.WithdrawAsync(slug, number, request.Kind, request.Reason, ct));
}
