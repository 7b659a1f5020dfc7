using Gongxin.Contracts.Credit;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Gongxin.Credit.Records.Repair;

// Whether a record may be repaired today, before anybody applies for it.
internal static class ReadRepair
{
    public static async Task<Ok<RepairAnswer>> Handle(string uscc, Guid id, IRecordActs acts, CancellationToken ct) =>
        TypedResults.Ok(await acts.RepairAsync(uscc, id, ct));
}
