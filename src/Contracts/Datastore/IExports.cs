using Gongxin.Kernel.Tabular;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Gongxin.Contracts.Datastore;

/// <summary>Writes versions as files. What the formats look like is in <c>docs/api/downloads.md</c>.</summary>
public interface IExports
{
    /// <summary>Endings of all formats.</summary>
    IReadOnlyList<string> Extensions { get; }

    /// <summary>The format of a file extension without dot (<c>csv</c>, <c>json</c>, <c>ndjson</c>, <c>xml</c>, <c>xlsx</c>, <c>parquet</c>); null when there is none.</summary>
    ExportFormat? FormatOf(string extension);

    /// <summary>Understands the query string of a download: the filters, words, columns and order of the rows API, and <c>bom=1</c>, <c>_row=1</c>.</summary>
    ExportRequest Parse(TableSchema schema, ExportFormat format, IEnumerable<KeyValuePair<string, StringValues>> parameters);

    /// <summary>
    /// Answers a GET or HEAD with the file: as an attachment with entity tag, conditional requests and resumable ranges, and with
    /// <c>X-Row-Count</c> and <c>Content-Digest</c>. A file that takes long to make is streamed while it grows; then these two are
    /// trailers (HTTP/2 and later; over HTTP/1.1 a HEAD afterwards tells them).
    /// </summary>
    /// <param name="fileName">Name of the download without extension.</param>
    Task SendAsync(StoredVersion version, ExportRequest request, string fileName, HttpContext http);

    /// <summary>Media type of a format, as downloads carry it.</summary>
    string MediaTypeOf(ExportFormat format);

    /// <summary>Refuses what could not be written, without writing it.</summary>
    void Check(StoredVersion version, ExportRequest request);

    /// <summary>Writes the file to a stream.</summary>
    Task<ExportResult> WriteAsync(StoredVersion version, ExportRequest request, Stream to, CancellationToken ct);
}

public enum ExportFormat
{
    Csv,
    Json,
    NdJson,
    Xml,
    Xlsx,
    Parquet,
}

/// <summary>What a file shall hold.</summary>
/// <param name="Query">Filters, words, columns and order; groups, limit and cursor are refused.</param>
public sealed record ExportRequest(ExportFormat Format, RowQuery Query)
{
    /// <summary>CSV begins with a byte order mark, which Excel needs to see UTF-8.</summary>
    public bool ByteOrderMark { get; init; }

    /// <summary>The first column is <c>_row</c>, the row number in the handed-in file.</summary>
    public bool RowNumbers { get; init; }
}

/// <param name="Sha256">Digest of the file in lower-case hexadecimal.</param>
public sealed record ExportResult(long RowCount, long Bytes, string Sha256);
