using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Gongxin.Credit.Records.Classes;
using Gongxin.Credit.StopUse;
using Gongxin.Kernel.Http;
using Gongxin.Kernel.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Localization;

namespace Gongxin.Credit.Records.Reading;

// /credit/COLUMN.csv, such as /credit/penalties.csv: a column of publicity whole, with the filters of its page; and beside each the data package
// that tells programs its fields. It is written anew for whoever asks, so what is public no more is in it no more; an application with a key
// has been given the records in it.
internal static class ReadRecordTable
{
    private const int PieceRows = 2_000;
    private const string CsvType = "text/csv";
    private const string PackageProfile = "https://datapackage.org/profiles/2.0/datapackage.json";
    private const string ResourceProfile = "https://datapackage.org/profiles/2.0/dataresource.json";

    private static readonly JsonWriterOptions Indented = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Indented = true };

    // Names as in the API, with their texts as on the pages.
    private static readonly Column[] Columns =
    [
        new("id", "string", "Table.Id", r => r.Id.ToString()),
        new("number", "string", "Records.Number", r => r.Number),
        new("uscc", "string", "Subject.Uscc", r => r.Uscc),
        new("subject_name", "string", "Subject.Name", r => r.SubjectName),
        new("title", "string", "Records.What", r => r.Title),
        new("authority", "string", "Records.By", r => r.Authority),
        new("authority_uscc", "string", "Records.Authority", r => r.AuthorityUscc),
        new("decided_on", "date", "Publicity.Decided", r => Day(r.DecidedOn)),
        new("severity", "string", "Publicity.Severity", r => r.Severity),
        new("fine_fen", "integer", "Table.Fine", r => r.FineFen?.ToString(CultureInfo.InvariantCulture)),
        new("confiscated_fen", "integer", "Table.Confiscated", r => r.ConfiscatedFen?.ToString(CultureInfo.InvariantCulture)),
        new("standing", "string", "Table.Standing", r => r.Standing),
        new("public_from", "date", "Publicity.From", r => Day(r.PublicFrom)),
        new("public_until", "date", "Publicity.Until", r => Day(r.PublicUntil)),
        new("first_seen_on", "date", "Record.FirstSeen", r => Day(r.FirstSeenOn)),
    ];

    public static async Task Handle(HttpContext http, RecordReads reads, ReceiptBook receipts)
    {
        var of = RecordClass.OfPath(http.Request.Path);
        var (asked, ct) = (http.Request.Query, http.RequestAborted);
        var filter = RecordFilter.Of(of.Code, asked["uscc"], asked["authority"], asked["name"], asked["decided_from"], asked["decided_until"]) with
        {
            IsLate = string.Equals(asked["late"], "true", StringComparison.OrdinalIgnoreCase),
            Limit = PieceRows,
        };
        http.Response.ContentType = CsvType + "; charset=utf-8";
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"{of.Column}.csv\"";
        http.Response.Headers.CacheControl = "no-cache";
        var text = new StringBuilder().AppendJoin(',', Columns.Select(c => c.Name)).Append("\r\n");
        await foreach (var piece in reads.WholeAsync(filter, ct))
        {
            await receipts.NoteAsync(piece.Select(r => r.Id), ct);
            foreach (var record in piece)
            {
                text.AppendJoin(',', Columns.Select(c => CsvCell.Of(c.Value(record)))).Append("\r\n");
            }

            await http.Response.WriteAsync(text.ToString(), ct);
            text.Clear();
        }
    }

    public static async Task HandlePackage(HttpContext http, IStringLocalizer<CreditText> text)
    {
        var of = RecordClass.OfPath(http.Request.Path);
        var column = of.Column;
        var site = SiteRoot.Of(http.Request);
        using var buffer = new MemoryStream();
        await using (var json = new Utf8JsonWriter(buffer, Indented))
        {
            json.WriteStartObject();
            json.WriteString("$schema", PackageProfile);
            json.WriteString("name", "credit-" + column);
            json.WriteString("title", text[$"Records.{of.Code}.Title"]);
            json.WriteString("description", text[$"Records.{of.Code}.Lead"]);
            json.WriteString("homepage", $"{site}/credit/{column}");
            json.WriteStartArray("resources");
            WriteResource(json, column, $"{site}/credit/{column}.csv", text);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        http.Response.ContentType = "application/json; charset=utf-8";
        http.Response.ContentLength = buffer.Length;
        await http.Response.Body.WriteAsync(buffer.GetBuffer().AsMemory(0, (int)buffer.Length), http.RequestAborted);
    }

    private static void WriteResource(Utf8JsonWriter json, string column, string path, IStringLocalizer<CreditText> text)
    {
        json.WriteStartObject();
        json.WriteString("$schema", ResourceProfile);
        json.WriteString("name", column);
        json.WriteString("type", "table");
        json.WriteString("path", path);
        json.WriteString("format", "csv");
        json.WriteString("mediatype", CsvType);
        json.WriteString("encoding", "utf-8");
        json.WriteStartObject("schema");
        json.WriteStartArray("fields");
        foreach (var field in Columns)
        {
            json.WriteStartObject();
            json.WriteString("name", field.Name);
            json.WriteString("type", field.Type);
            json.WriteString("title", text[field.Text]);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("primaryKey", Columns[0].Name);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private sealed record Column(string Name, string Type, string Text, Func<RecordItem, string?> Value);
}
