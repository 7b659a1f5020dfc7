using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Gongxin.Kernel.Http;
using Gongxin.Kernel.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Gongxin.Governance.Audit;

internal static class ListAudit
{
    public static async Task<Ok<PageOf<AuditRow>>> Handle(
        string? subject, string? actor, string? action, Guid? organisation, DateOnly? from, DateOnly? until, Guid? cursor, AuditReads audit, CancellationToken ct) =>
        TypedResults.Ok(await audit.ListAsync(new AuditFilter(subject, actor, action, organisation, from, until), cursor, ct));
}

internal static class ExportAudit
{
    private const int FlushRows = 500;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static async Task<Results<PushStreamHttpResult, NotFound>> Handle(
        string format, string? subject, string? actor, string? action, Guid? organisation, DateOnly? from, DateOnly? until, AuditReads audit, CancellationToken ct)
    {
        if (format is not ("csv" or "ndjson"))
        {
            return TypedResults.NotFound();
        }

        var rows = await audit.ExportAsync(new AuditFilter(subject, actor, action, organisation, from, until), ct);
        var isCsv = format == "csv";
        return TypedResults.Stream(
            stream => WriteAsync(rows, isCsv, stream, ct), isCsv ? "text/csv; charset=utf-8" : "application/x-ndjson", $"audit.{format}");
    }

    private static async Task WriteAsync(IAsyncEnumerable<AuditRow> rows, bool isCsv, Stream stream, CancellationToken ct)
    {
        await using var writer = new StreamWriter(stream, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\r\n" };
        if (isCsv)
        {
            await writer.WriteLineAsync("number,id,at,actor_id,actor_name,action,subject,detail,organisation_id,hash");
        }

        var count = 0;
        await foreach (var row in rows.WithCancellation(ct))
        {
            await writer.WriteLineAsync((isCsv ? Csv(row) : JsonSerializer.Serialize(row, Json)).AsMemory(), ct);
            if (++count % FlushRows == 0)
            {
                await writer.FlushAsync(ct);
            }
        }
    }

    private static string Csv(AuditRow row) => string.Join(',', new[]
    {
        row.Number?.ToString(CultureInfo.InvariantCulture),
        row.Id.ToString(),
        row.At.ToString("O", CultureInfo.InvariantCulture),
        row.ActorId,
        row.ActorName,
        row.Action,
        row.Subject,
        row.Detail,
        row.OrganisationId?.ToString(),
        row.Hash,
    }.Select(Field));

    // Quoted where needed; what a spreadsheet would take for a formula is preceded by an apostrophe.
    private static string Field(string? value) => CsvCell.Of(value is ['=' or '+' or '-' or '@', ..] ? "'" + value : value);
}
