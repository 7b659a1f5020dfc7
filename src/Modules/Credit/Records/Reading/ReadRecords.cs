using System.Globalization;
using System.Text;
using Gongxin.Credit.StopUse;
using Gongxin.Kernel.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Gongxin.Credit.Records.Reading;

internal static class ReadRecords
{
    public static async Task<Ok<PageOf<RecordItem>>> HandleList(
        string? kind, string? uscc, string? authority, string? name, string? decided_from, string? decided_until, bool? late, int? limit, string? cursor,
        RecordReads reads, ReceiptBook receipts, CancellationToken ct)
    {
        var page = await reads.ListAsync(
            RecordFilter.Of(kind, uscc, authority, name, decided_from, decided_until) with
            {
                IsLate = late ?? false,
                Limit = limit switch
                {
                    null => RecordFilter.LimitDefault,
                    >= 1 and <= RecordFilter.LimitMax => limit.Value,
                    _ => throw CreditRefusals.QueryNotReadable("limit", limit.Value.ToString(CultureInfo.InvariantCulture)),
                },
                After = RecordPlace.Parse(cursor),
            },
            ct);
        await receipts.NoteAsync(page.Items.Select(r => r.Id), ct);
        return TypedResults.Ok(page);
    }

    public static async Task<Ok<SubjectCreditView>> HandleSubject(string uscc, RecordReads reads, CancellationToken ct) =>
        TypedResults.Ok(await reads.SubjectAsync(uscc, ct));

    public static async Task<Ok<RecordView>> HandleRecord(string uscc, Guid id, RecordReads reads, ReceiptBook receipts, CancellationToken ct)
    {
        var record = await reads.RecordAsync(uscc, id, ct);
        await receipts.NoteAsync([id], ct);
        return TypedResults.Ok(record);
    }

    public static async Task<Ok<IReadOnlyList<TimelinessRow>>> HandleTimeliness(RecordReads reads, CancellationToken ct) =>
        TypedResults.Ok(await reads.TimelinessAsync(ct));

    public static async Task<FileContentHttpResult> HandleTimelinessTable(RecordReads reads, CancellationToken ct)
    {
        var csv = new StringBuilder("authority_uscc,authority,kind,decided,on_time,late,on_time_rate\r\n");
        foreach (var row in await reads.TimelinessAsync(ct))
        {
            csv.Append(CultureInfo.InvariantCulture, $"{row.AuthorityUscc},\"{row.Authority.Replace("\"", "\"\"", StringComparison.Ordinal)}\",{row.Kind},{row.DecidedCount},{row.OnTimeCount},{row.LateCount},{row.OnTimeRate}\r\n");
        }

        return TypedResults.File(Encoding.UTF8.GetBytes(csv.ToString()), "text/csv; charset=utf-8", "timeliness.csv");
    }
}
