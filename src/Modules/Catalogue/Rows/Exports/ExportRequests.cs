using System.Globalization;
using System.Text.Json;
using Gongxin.Catalogue.Datasets;
using Gongxin.Contracts.Datastore;
using Gongxin.Kernel.Http;
using Gongxin.Kernel.Identity;
using Gongxin.Kernel.Jobs;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Catalogue.Rows.Exports;

internal sealed record OpenedExport(ExportInput Input, ExportOutcome Outcome, string File);

// Queues exports and finds their results, for whoever asked for them.
internal sealed class ExportRequests(CatalogueDb catalogue, DatasetReads reads, ExportFolder results, Idempotency idempotency, ExportPlace place)
{
    private const int WaitingMax = 10;

    // A query that cannot be is refused here, not when the operation runs.
    public async Task<Guid> StartAsync(string slug, string? version, string? format, string? query, CancellationToken ct)
    {
        var extension = (format ?? "").ToLowerInvariant();
        var known = place.Exports.FormatOf(extension) ?? throw CatalogueRefusals.FormatNotFound(extension, place.Exports.Extensions);
        var open = await reads.OpenAsync(slug, version, null, ct);
        var text = "?" + (query ?? "").TrimStart('?');
        place.Exports.Check(open.Stored, place.Exports.Parse(open.Stored.Schema, known, QueryHelpers.ParseQuery(text)));
        var input = JsonSerializer.Serialize(new ExportInput(slug, open.Number, extension, text), StoredJson.Options);
        var fingerprint = "export " + Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(input)));
        if (await idempotency.FindAsync(fingerprint, ct) is { } outcome)
        {
            return Guid.Parse(outcome);
        }

        var me = place.Actor;
        var waiting = await Mine().CountAsync(o => o.State == OperationState.Queued, ct);
        if (waiting >= WaitingMax)
        {
            throw CatalogueRefusals.TooManyExports(WaitingMax);
        }

        var operation = Operation.Queue(
            ExportOperation.KindName, string.Create(CultureInfo.InvariantCulture, $"{slug}/{open.Number}.{extension}"), input, me, place.Clock);
        catalogue.Add(operation);
        idempotency.Remember(fingerprint, operation.Id.Value.ToString());
        await catalogue.SaveAsync(ct);
        place.Signal.Queued();
        return operation.Id.Value;
    }

    public async Task<OpenedExport> OpenAsync(string slug, Guid id, CancellationToken ct)
    {
        var operationId = new OperationId(id);
        var operation = await Mine().AsNoTracking().SingleOrDefaultAsync(o => o.Id == operationId && o.State == OperationState.Succeeded, ct);
        if (operation?.Result is null || JsonSerializer.Deserialize<ExportInput>(operation.Input, StoredJson.Options) is not { } input || input.Dataset != slug)
        {
            throw CatalogueRefusals.ExportNotFound(id);
        }

        // Through the one door again: what was withdrawn since is not handed out because it was written before.
        await reads.OpenAsync(slug, input.Version.ToString(CultureInfo.InvariantCulture), null, ct);
        var outcome = JsonSerializer.Deserialize<ExportOutcome>(operation.Result, StoredJson.Options)!;
        var file = results.ResultOf(id, input.Format);
        return place.Clock.GetUtcNow().UtcDateTime < outcome.ExpiresAt && File.Exists(file)
            ? new OpenedExport(input, outcome, file)
            : throw CatalogueRefusals.ExportExpired(outcome.ExpiresAt);
    }

    private IQueryable<Operation> Mine() => catalogue.Whole.OperationsOf(ExportOperation.KindName, place.Actor);
}

// What an export needs of its surroundings.
internal sealed class ExportPlace(IExports exports, OperationSignal signal, CurrentActor current, TimeProvider clock)
{
    public IExports Exports => exports;
    public OperationSignal Signal => signal;
    public TimeProvider Clock => clock;
    public Actor Actor => current.Actor;
}
