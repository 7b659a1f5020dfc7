using System.Globalization;
using System.Text.Json;
using Gongxin.Catalogue.Metadata;
using Microsoft.AspNetCore.Http;

namespace Gongxin.Catalogue.Quality;

// The store of metrics as a table: written as the database gives it, so that memory holds a piece of it.
internal static class DownloadMetrics
{
    private const int FlushBytes = 64 * 1024;

    private static readonly string[] Columns = ["dataset", "version", "metric", "value", "numerator", "denominator", "detail"];

    public static async Task Handle(string extension, HttpContext http, QualityReads quality)
    {
        if (extension is not ("csv" or "json"))
        {
            throw CatalogueRefusals.FormatNotFound(extension, "csv", "json");
        }

        http.Response.ContentType = extension == "csv" ? "text/csv; charset=utf-8" : "application/json; charset=utf-8";
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"quality-metrics.{extension}\"";
        await (extension == "csv" ? WriteCsvAsync(quality, http) : WriteJsonAsync(quality, http));
    }

    private static async Task WriteCsvAsync(QualityReads quality, HttpContext http)
    {
        await using var writer = new StreamWriter(http.Response.Body, leaveOpen: true) { NewLine = "\r\n" };
        await writer.WriteLineAsync(string.Join(',', Columns));
        await foreach (var row in quality.StreamAsync().WithCancellation(http.RequestAborted))
        {
            await writer.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture, $"{row.Dataset},{row.Version},{row.Metric},{row.Value},{row.Numerator},{row.Denominator},{Quoted(row.Detail)}"));
        }
    }

    private static async Task WriteJsonAsync(QualityReads quality, HttpContext http)
    {
        await using var json = new Utf8JsonWriter(http.Response.Body, WrittenJson.Compact);
        json.WriteStartArray();
        await foreach (var row in quality.StreamAsync().WithCancellation(http.RequestAborted))
        {
            json.WriteStartObject();
            json.WriteString(Columns[0], row.Dataset);
            json.WriteNumber(Columns[1], row.Version);
            json.WriteString(Columns[2], row.Metric);
            if (row.Value is { } value)
            {
                json.WriteNumber(Columns[3], value);
            }
            else
            {
                json.WriteNull(Columns[3]);
            }

            json.WriteNumber(Columns[4], row.Numerator);
            json.WriteNumber(Columns[5], row.Denominator);
            json.WriteString(Columns[6], row.Detail);
            json.WriteEndObject();
            if (json.BytesPending > FlushBytes)
            {
                await json.FlushAsync(http.RequestAborted);
            }
        }

        json.WriteEndArray();
        await json.FlushAsync(http.RequestAborted);
    }

    private static string Quoted(string? text) => text is null ? "" : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
