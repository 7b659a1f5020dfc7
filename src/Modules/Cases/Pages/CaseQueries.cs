using Gongxin.Cases.Casework;
using Gongxin.Cases.Following;
using Gongxin.Cases.Kinds;
using Gongxin.Contracts.Credit;
using Microsoft.AspNetCore.Http;

namespace Gongxin.Cases;

// What the public pages of cases read.
public sealed class CaseQueries
{
    private readonly IRecordActs _records;
    private readonly FollowCase _cases;
    private readonly FollowCookie _cookie;

    internal CaseQueries(IRecordActs records, FollowCase cases, FollowCookie cookie) => (_records, _cases, _cookie) = (records, cases, cookie);

    public static IReadOnlyList<CaseKind> Kinds => CaseKinds.All;

    /// <exception cref="Kernel.Errors.Refusal">There is no such kind.</exception>
    public static CaseKind Kind(string? code) => CaseKinds.Of(code);

    public Task<RecordBrief> RecordAsync(string uscc, Guid record, CancellationToken ct) => _records.FindAsync(uscc, record, ct);

    public Task<RepairAnswer> RepairAsync(string uscc, Guid record, CancellationToken ct) => _records.RepairAsync(uscc, record, ct);

    /// <summary>The case that the browser's cookie opens, with its code; null when there is no cookie, or it is over.</summary>
    public async Task<(CaseView Case, string Code)?> MineAsync(HttpRequest request, CancellationToken ct) =>
        _cookie.Read(request) is var (number, code) ? (await _cases.ReadAsync(number, code, ct), code) : null;
}
