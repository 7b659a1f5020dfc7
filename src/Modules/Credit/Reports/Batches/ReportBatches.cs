using System.Text.Json;
using Gongxin.Kernel.Identity;
using Gongxin.Kernel.Jobs;
using Gongxin.Kernel.Settings;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Credit.Reports.Batches;

// Where archives of reports wait for whoever asked.
internal sealed class ReportBatchFiles(PlatformSettings settings) : OperationFiles(settings, "report-batches")
{
    public string ResultOf(Guid operation) => ResultOf(operation, "zip");
}

// Queues reports for many codes, and hands out the archive to whoever asked.
internal sealed class ReportBatches(CreditDb credit, ReportBatchFiles files, OperationSignal signal, CurrentActor current, TimeProvider clock)
{
    /// <exception cref="Kernel.Errors.Refusal"><c>credit.report-count</c>, <c>credit.code-not-usable</c></exception>
    public async Task<Guid> StartAsync(IReadOnlyList<string?>? asked, CancellationToken ct)
    {
        if (asked is not { Count: > 0 and <= ReportBatchOperation.CodesMax })
        {
            throw CreditRefusals.ReportCount(ReportBatchOperation.CodesMax);
        }

        // A code that cannot be one is refused at once; one that nobody has gets its answer in the archive.
        var codes = asked.Select(BuildReport.CodeOf).Distinct(StringComparer.Ordinal).ToList();
        var operation = Operation.Queue(ReportBatchOperation.KindName, codes.Count == 1 ? codes[0] : $"{codes[0]} … {codes[^1]} ({codes.Count})", JsonSerializer.Serialize(new ReportBatchInput(codes)), current.Actor, clock);
        credit.Whole.Add(operation);
        credit.Audit("ReportsAsked", $"credit:reports/{operation.Id.Value}", new { codes.Count });
        await credit.SaveAsync(ct);
        signal.Queued();
        return operation.Id.Value;
    }

    /// <exception cref="Kernel.Errors.Refusal"><c>credit.reports-not-found</c>, also somebody else's; <c>credit.reports-expired</c></exception>
    public async Task<string> OpenAsync(Guid id, CancellationToken ct)
    {
        var wanted = new OperationId(id);
        var isMine = await credit.Whole.OperationsOf(ReportBatchOperation.KindName, current.Actor).AnyAsync(o => o.Id == wanted && o.State == OperationState.Succeeded, ct);
        return !isMine ? throw CreditRefusals.ReportsNotFound() : File.Exists(files.ResultOf(id)) ? files.ResultOf(id) : throw CreditRefusals.ReportsExpired();
    }
}

internal static class ReportBatch
{
    /// <summary>Reports for many subjects.</summary>
    /// <param name="Usccs">Unified social credit codes, 1 to 500.</param>
    public sealed record Request(IReadOnlyList<string?>? Usccs);

    public sealed record Response(Guid Operation, string Download);

    public static async Task<Accepted<Response>> Handle(Request request, ReportBatches batches, CancellationToken ct)
    {
        var id = await batches.StartAsync(request.Usccs, ct);
        return TypedResults.Accepted($"/api/v1/operations/{id}", new Response(id, $"/api/v1/credit/reports/batches/{id}"));
    }

    public static async Task<PhysicalFileHttpResult> HandleResult(Guid id, ReportBatches batches, CancellationToken ct) =>
        TypedResults.PhysicalFile(await batches.OpenAsync(id, ct), "application/zip", $"credit-reports-{id}.zip");
}
