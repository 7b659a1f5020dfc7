using Gongxin.Contracts.Datastore;
using Gongxin.Datastore.Rows;
using Gongxin.Kernel.Tabular;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Gongxin.Datastore.Exports;

internal sealed class Downloads(ExportMaker maker, ExportBuilds builds, ExportLimits limits) : IExports
{
    private static readonly string[] Flags = ["bom", "_row"];

    public IReadOnlyList<string> Extensions => ExportFormats.Extensions;

    public ExportFormat? FormatOf(string extension) => ExportFormats.FormatOf(extension);

    public string MediaTypeOf(ExportFormat format) => ExportFormats.MediaTypeOf(format);

    public void Check(StoredVersion version, ExportRequest request) => _ = ExportPlan.Of(version, request);

    public ExportRequest Parse(TableSchema schema, ExportFormat format, IEnumerable<KeyValuePair<string, StringValues>> parameters)
    {
        var all = parameters.ToList();
        return new ExportRequest(format, RowQueryParser.Parse(schema, all.Where(parameter => !Flags.Contains(parameter.Key))))
        {
            ByteOrderMark = Flag(all, "bom"),
            RowNumbers = Flag(all, "_row"),
        };
    }

    public Task SendAsync(StoredVersion version, ExportRequest request, string fileName, HttpContext http) =>
        new ExportAnswer(builds, ExportPlan.Of(version, request), fileName, http).SendAsync(limits.HeadStart);

    public async Task<ExportResult> WriteAsync(StoredVersion version, ExportRequest request, Stream to, CancellationToken ct)
    {
        var plan = ExportPlan.Of(version, request);
        if (plan.StoredFile is not null)
        {
            await using var stored = new FileStream(version.File, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1, FileOptions.Asynchronous);
            await stored.CopyToAsync(to, ct);
            return new ExportResult(version.RowCount, stored.Length, version.Digest);
        }

        return request.Format is ExportFormat.Parquet ? await WriteParquetAsync(plan, to, ct) : await maker.WriteAsync(plan, to, ct);
    }

    private async Task<ExportResult> WriteParquetAsync(ExportPlan plan, Stream to, CancellationToken ct)
    {
        var reading = builds.Open(plan);
        await using var content = reading.Content;
        if (reading.Build is null)
        {
            await content.CopyToAsync(to, ct);
            return reading.Result!;
        }

        try
        {
            await reading.Build.CopyGrowingAsync(content, to, ct);
            return await reading.Build.Result;
        }
        finally
        {
            builds.Leave(reading.Build);
        }
    }

    private static bool Flag(List<KeyValuePair<string, StringValues>> parameters, string name) =>
        parameters.Where(parameter => parameter.Key == name).SelectMany(parameter => parameter.Value).LastOrDefault() switch
        {
            null or "" or "0" or "false" => false,
            "1" or "true" => true,
            var other => throw DatastoreRefusals.BadValue(name, other),
        };
}
