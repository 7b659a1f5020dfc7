using System.Globalization;
using System.Text;
using System.Text.Json;
using Gongxin.Collection.Submissions;
using Gongxin.Collection.Tasks;
using Gongxin.Collection.Workbooks;
using Gongxin.Kernel.Blobs;
using Gongxin.Kernel.Errors;
using Gongxin.Kernel.Text;

namespace Gongxin.Collection.Sources;

// Values for a form, with the workbook that they were read from where it was one.
internal sealed record PulledValues(IReadOnlyList<FormValue> Values, Guid? WorkbookId);

// Reads what was pulled: values as the API takes them, as JSON or as CSV, or else a workbook or table that is the platform's own form or
// fits a remembered mapping. Each value names the digest of what was pulled and its place there.
internal sealed class ReadPulled(WorkbookForms workbooks, WorkbookValues taken, IBlobs blobs)
{
    private const int HeadLength = 512;

    private static readonly string[] Needed = ["sheet", "column", "value"];

    public async Task<PulledValues> RunAsync(SourcePull pull, SubmissionAsked asked, CancellationToken ct)
    {
        var (sha256, name) = (pull.Sha256!, pull.FileName!);
        switch (KindOf(sha256))
        {
            case Kind.Json:
                return new PulledValues(Traced(OfJson(sha256), i => $"{name}#values[{i}]", sha256), null);
            case Kind.Values:
                // Line 1 is the header.
                return new PulledValues(Traced(OfCsv(sha256), i => string.Create(CultureInfo.InvariantCulture, $"{name}#{i + 2}"), sha256), null);
            default:
                var workbook = pull.WorkbookId ?? await workbooks.TakeAsync(asked.Period.Template, new BlobRef(sha256, pull.Bytes!.Value), name, MonthOf(asked), ct);
                pull.Keep(workbook);
                return new PulledValues(await taken.ReadAsync(workbook, asked, ct), workbook);
        }
    }

    private Kind KindOf(string sha256)
    {
        using var file = blobs.OpenRead(sha256);
        var head = new byte[HeadLength];
        var length = file.ReadAtLeast(head, HeadLength, throwOnEndOfStream: false);
        var text = Encoding.UTF8.GetString(head, 0, length).TrimStart('\uFEFF').TrimStart();
        if (text is ['{' or '[', ..])
        {
            return Kind.Json;
        }

        var end = text.IndexOf('\n', StringComparison.Ordinal);
        var columns = (end < 0 ? text : text[..end]).TrimEnd('\r').Split(',').Select(c => c.Trim('"'));
        return Needed.All(columns.Contains) ? Kind.Values : Kind.Table;
    }

    private List<FormValue> OfJson(string sha256)
    {
        try
        {
            using var file = blobs.OpenRead(sha256);
            using var document = JsonDocument.Parse(file);
            var values = document.RootElement.ValueKind is JsonValueKind.Object ? document.RootElement.GetProperty("values") : document.RootElement;
            return [.. values.EnumerateArray().Select(ValueOf)];
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw CollectionRefusals.SourceNotReadable(fault is JsonException at ? at.Path ?? "JSON" : "values");
        }
    }

    // As the API takes it; a number may be written as one.
    private static FormValue ValueOf(JsonElement value)
    {
        string? Text(string name) => value.TryGetProperty(name, out var part) && part.ValueKind is not JsonValueKind.Null
            ? part.ValueKind is JsonValueKind.Number ? part.GetRawText() : part.GetString()
            : null;
        return new FormValue
        {
            Sheet = Text("sheet") ?? throw CollectionRefusals.SourceNotReadable("sheet"), Row = Text("row"), Column = Text("column") ?? throw CollectionRefusals.SourceNotReadable("column"), Value = Text("value"),
            ListRow = (Text("listRow") ?? Text("list_row")) is not { } row ? null
                : int.TryParse(row, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw CollectionRefusals.SourceNotReadable("listRow"),
        };
    }

    private List<FormValue> OfCsv(string sha256)
    {
        try
        {
            using var reader = new StreamReader(blobs.OpenRead(sha256), new UTF8Encoding(false, throwOnInvalidBytes: true));
            return HandInBody.ValuesOf(OwnCsv.Read(reader));
        }
        catch (Exception fault) when (fault is InvalidDataException or DecoderFallbackException)
        {
            throw CollectionRefusals.SourceNotReadable(fault is InvalidDataException ? fault.Message : "UTF-8");
        }
    }

    private static List<FormValue> Traced(List<FormValue> values, Func<int, string> place, string sha256) => [.. values.Select((v, i) => v with { Source = place(i), SourceSha256 = sha256 })];

    // What a workbook does not say itself: a table that is pulled seldom has a title.
    private static string? MonthOf(SubmissionAsked asked) =>
        asked.Task.Frequency is Frequency.Month ? string.Create(CultureInfo.InvariantCulture, $"{asked.Period.FirstOn.Year}年{asked.Period.FirstOn.Month}月") : null;

    private enum Kind
    {
        Json,
        Values,
        Table,
    }
}
