using Gongxin.Cases.Applying;
using Gongxin.Cases.Casework;
using Gongxin.Cases.Following;
using Gongxin.Cases.Kinds;
using Gongxin.Contracts.Credit;
using Gongxin.Kernel.Blobs;
using Microsoft.AspNetCore.Http;

namespace Gongxin.Cases;

// What the public pages of cases read.
public sealed class CaseQueries
{
    private readonly IRecordActs _records;
    private readonly FollowCase _cases;
    private readonly FollowCookie _cookie;
    private readonly ApplyForCase _desk;
    private readonly IBlobs _blobs;

    internal CaseQueries(IRecordActs records, FollowCase cases, FollowCookie cookie, ApplyForCase desk, IBlobs blobs) =>
        (_records, _cases, _cookie, _desk, _blobs) = (records, cases, cookie, desk, blobs);

    public static IReadOnlyList<CaseKind> Kinds => CaseKinds.All;

    /// <exception cref="Kernel.Errors.Refusal">There is no such kind.</exception>
    public static CaseKind Kind(string? code) => CaseKinds.Of(code);

    public Task<RecordBrief> RecordAsync(string uscc, Guid record, CancellationToken ct) => _records.FindAsync(uscc, record, ct);

    /// <summary>Takes the form of the page in; the browser's cookie then opens the case.</summary>
    /// <exception cref="Kernel.Errors.Refusal">Something that was typed or chosen cannot be used.</exception>
    public async Task ApplyAsync(HttpContext http, string kind, string? uscc, Guid? record, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        var files = await StoredFile.KeepAsync([.. form.Files], _blobs, ct);
        var receipt = await _desk.RunAsync(
            new()
            {
                Kind = kind,
                Uscc = uscc,
                Record = record,
                Body = form["body"],
                About = form["about"],
                Name = form["name"],
                Phone = form["phone"],
                Email = form["email"],
                Capacity = form["capacity"],
                Grounds = form["grounds"],
                Commitment = form["commitment"] == "true",
            },
            files,
            ct);
        _cookie.Set(http, receipt.Number, receipt.Code);
    }

    public Task<RepairAnswer> RepairAsync(string uscc, Guid record, CancellationToken ct) => _records.RepairAsync(uscc, record, ct);

    /// <summary>The case that the browser's cookie opens, with its code; null when there is no cookie, or it is over.</summary>
    public async Task<(CaseView Case, string Code)?> MineAsync(HttpRequest request, CancellationToken ct) =>
        _cookie.Read(request) is var (number, code) ? (await _cases.ReadAsync(number, code, ct), code) : null;
}
