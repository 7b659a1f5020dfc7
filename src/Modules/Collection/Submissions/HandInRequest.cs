using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Gongxin.Kernel.Text;
using Microsoft.AspNetCore.Http;

namespace Gongxin.Collection.Submissions;

// What a program hands in: for a submission by its id, or for a period of a task and an organisation. Without values it is what was read
// from a workbook, or else the draft.
public sealed record HandInRequest
{
    public Guid? Submission { get; init; }
    public Guid? Task { get; init; }
    public string? Period { get; init; }
    public Guid? Organisation { get; init; }
    public IReadOnlyList<FormValue>? Values { get; init; }
    public Guid? Workbook { get; init; }
    public IReadOnlyList<Explanation> Explanations { get; init; } = [];
}

// A body as it came, with its digest, so that the same request is known again.
internal sealed record HandInBody(HandInRequest Request, string Digest)
{
    public const int BytesMax = 64 << 20;

    private static readonly string[] Columns = ["sheet", "row", "list_row", "column", "value"];

    public static async Task<HandInBody> ReadAsync(HttpRequest http, JsonSerializerOptions json, CancellationToken ct)
    {
        using var buffer = new MemoryStream();
        await http.Body.CopyToAsync(buffer, ct);
        var bytes = buffer.GetBuffer().AsMemory(0, (int)buffer.Length);
        var request = http.ContentType?.StartsWith("text/csv", StringComparison.OrdinalIgnoreCase) is true ? OfCsv(http.Query, bytes.Span) : OfJson(bytes.Span, json);
        return new HandInBody(request, Convert.ToHexStringLower(SHA256.HashData(bytes.Span)) + http.QueryString.Value);
    }

    private static HandInRequest OfJson(ReadOnlySpan<byte> bytes, JsonSerializerOptions json)
    {
        try
        {
            var request = JsonSerializer.Deserialize<HandInRequest>(bytes, json) ?? throw CollectionRefusals.HandInNotReadable("null");
            return request with { Values = request.Values is null ? null : [.. request.Values.Select(v => v.AsStated())] };
        }
        catch (JsonException fault)
        {
            throw CollectionRefusals.HandInNotReadable(fault.Path ?? "$");
        }
    }

    // One value a line; which submission it is stands in the query.
    private static HandInRequest OfCsv(IQueryCollection query, ReadOnlySpan<byte> bytes)
    {
        try
        {
            var file = OwnCsv.Read(new StringReader(new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes.StartsWith(Encoding.UTF8.Preamble) ? bytes[3..] : bytes)));
            return new HandInRequest
            {
                Submission = IdOf(query["submission"]),
                Task = IdOf(query["task"]),
                Period = query["period"],
                Organisation = IdOf(query["organisation"]),
                Values = ValuesOf(file),
            };
        }
        catch (Exception fault) when (fault is InvalidDataException or DecoderFallbackException)
        {
            throw CollectionRefusals.HandInNotReadable(fault is InvalidDataException ? fault.Message : "UTF-8");
        }
    }

    public static List<FormValue> ValuesOf(OwnCsv file)
    {
        var at = Columns.Select(file.IndexOf).ToArray();
        return [.. file.Rows.Select(r => new FormValue { Sheet = r[at[0]], Row = Given(r[at[1]]), ListRow = Number(r[at[2]]), Column = r[at[3]], Value = r[at[4]] })];
    }

    private static Guid? IdOf(string? text) => string.IsNullOrEmpty(text) ? null : Guid.TryParse(text, out var id) ? id : throw CollectionRefusals.HandInNotReadable(text);

    private static string? Given(string text) => text.Length == 0 ? null : text;

    private static int? Number(string text) =>
        text.Length == 0 ? null : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw CollectionRefusals.HandInNotReadable(text);
}
