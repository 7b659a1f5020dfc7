using Gongxin.Kernel.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Gongxin.Collection.Templates.Own;

// Templates of one's own over HTTP. A draft is saved over the version that was read: another one is refused (409) with what changed.
internal static class KeepTemplates
{
    public sealed record SaveRequest
    {
        public required int Version { get; init; }
        public required TemplateContent Template { get; init; }
    }

    public sealed record PublishRequest(int Version);

    public sealed record PublishAnswer(string Code, int Edition);

    public static async Task<Ok<PageOf<DraftItem>>> HandleList(TemplateDesk desk, CancellationToken ct)
    {
        var all = await desk.ListAsync(ct);
        return TypedResults.Ok(new PageOf<DraftItem>(all, all.Count, null));
    }

    public static async Task<Created<DraftView>> HandleBegin(NewTemplate request, TemplateDesk desk, Idempotency idempotency, CancellationToken ct)
    {
        var fingerprint = $"collection.template {request.Code} {request.From} {request.FromEdition}";
        var id = await idempotency.FindAsync(fingerprint, ct) is { } known ? Guid.Parse(known) : await desk.BeginAsync(request, made => idempotency.Remember(fingerprint, made.ToString()), ct);
        return TypedResults.Created($"/api/v1/collection/templates/drafts/{id}", await desk.ReadAsync(id, ct));
    }

    public static async Task<Ok<DraftView>> HandleRead(Guid id, TemplateDesk desk, CancellationToken ct) => TypedResults.Ok(await desk.ReadAsync(id, ct));

    public static async Task<Ok<DraftView>> HandleSave(Guid id, SaveRequest request, TemplateDesk desk, CancellationToken ct) =>
        TypedResults.Ok(await desk.SaveAsync(id, request.Version, request.Template, ct));

    public static async Task<FileContentHttpResult> HandleForm(Guid id, TemplateDesk desk, CancellationToken ct) => ReadTemplates.FileOf(await desk.TryAsync(id, ct));

    public static async Task<Ok<PublishAnswer>> HandlePublish(Guid id, PublishRequest request, TemplateDesk desk, CancellationToken ct)
    {
        var edition = await desk.PublishAsync(id, request.Version, ct);
        return TypedResults.Ok(new PublishAnswer((await desk.ReadAsync(id, ct)).Template.Code, edition));
    }

    public static async Task<Ok<IReadOnlyList<EditionView>>> HandleEditions(string code, TemplateDesk desk, CancellationToken ct) => TypedResults.Ok(await desk.EditionsAsync(code, ct));

    public static async Task<NoContent> HandleWithdraw(string code, int edition, TemplateDesk desk, CancellationToken ct)
    {
        await desk.WithdrawAsync(code, edition, ct);
        return TypedResults.NoContent();
    }
}
