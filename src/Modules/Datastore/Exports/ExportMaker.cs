using System.Security.Cryptography;
using Gongxin.Contracts.Datastore;
using Gongxin.Datastore.Rows;
using Gongxin.DuckDb;

namespace Gongxin.Datastore.Exports;

// Makes the bytes of an export.
internal sealed class ExportMaker(DuckDbInstance duckDb, ExportLimits limits, TimeProvider clock) : IDisposable
{
    private readonly QueryConnections _connections = new(duckDb, limits.Queries, clock);

    public Task<ExportResult> MakeAsync(ExportPlan plan, ExportBuild build, CancellationToken ct) =>
        plan.Format is ExportFormat.Parquet
            ? _connections.RunAsync((connection, running) => Copy(connection, plan, build.File, running), ct)
            : WriteAsync(plan, build, ct);

    // Row by row into any stream; Parquet needs a file.
    public Task<ExportResult> WriteAsync(ExportPlan plan, Stream to, CancellationToken ct) =>
        _connections.RunAsync((connection, running) => Write(connection, plan, to, running), ct);

    public void Dispose() => _connections.Dispose();

    private static ExportResult Write(DuckDBConnection connection, ExportPlan plan, Stream to, CancellationToken ct)
    {
        using var buffer = new ExportBuffer(to);
        using var writer = WriterOf(plan, buffer);
        using var command = connection.CreateCommand();
        command.CommandText = plan.Query;
        command.UseStreamingMode = true;
        using var reader = command.ExecuteReader(ct);
        var rows = 0L;
        writer.Begin();
        while (reader.ReadChunk(ct))
        {
            for (var row = 0; row < reader.ChunkRowCount; row++)
            {
                writer.Row(reader, row);
            }

            rows += reader.ChunkRowCount;
        }

        writer.End();
        var digest = buffer.End();
        return new ExportResult(rows, buffer.Length, digest);
    }

    private static ExportResult Copy(DuckDBConnection connection, ExportPlan plan, string file, CancellationToken ct)
    {
        var rows = connection.Execute(plan.CopyTo(file), ct);
        using var content = File.OpenRead(file);
        return new ExportResult(rows, content.Length, Convert.ToHexStringLower(SHA256.HashData(content)));
    }

    private static TableWriter WriterOf(ExportPlan plan, ExportBuffer buffer) => plan.Format switch
    {
        ExportFormat.Csv => new CsvTableWriter(buffer, plan.Columns, plan.ByteOrderMark),
        ExportFormat.Json => new JsonTableWriter(buffer, plan.Columns, inArray: true),
        ExportFormat.NdJson => new JsonTableWriter(buffer, plan.Columns, inArray: false),
        ExportFormat.Xml => new XmlTableWriter(buffer, plan.Columns),
        ExportFormat.Xlsx => new XlsxTableWriter(buffer, plan.Columns),
        _ => throw new ArgumentOutOfRangeException(nameof(plan), plan.Format, "This format is not written row by row."),
    };
}
