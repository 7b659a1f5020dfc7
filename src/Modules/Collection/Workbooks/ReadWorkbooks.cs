using Gongxin.Collection.Workbooks.Mapping;
using Gongxin.Kernel.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Gongxin.Collection.Workbooks;

// Workbooks that were handed in to be read, newest first, and one of them with what was read.
internal static class ReadWorkbooks
{
    public static async Task<Ok<PageOf<WorkbookItem>>> HandleList(Guid? cursor, WorkbookReads workbooks, CancellationToken ct) =>
        TypedResults.Ok(await workbooks.ListAsync(cursor, ct));

    public static async Task<Ok<WorkbookView>> Handle(Guid id, WorkbookReads workbooks, CancellationToken ct) =>
        TypedResults.Ok(await workbooks.ReadAsync(id, ct));
}

// A person says which places are which; remembered for the workbooks that follow.
internal static class ConfirmMapping
{
    public sealed record Request(string? Name, WorkbookMapping Mapping);

    public static async Task<Ok<WorkbookView>> Handle(Guid id, Request request, WorkbookForms forms, CancellationToken ct)
    {
        await forms.ConfirmAsync(id, request.Name, request.Mapping, ct);
        return TypedResults.Ok(await forms.ReadAsync(id, ct));
    }

    public static async Task<RedirectHttpResult> HandleForm(Guid id, HttpRequest request, WorkbookForms forms, CancellationToken ct)
    {
        var fields = await request.ReadFormAsync(ct);
        var view = await forms.ReadAsync(id, ct);
        await forms.ConfirmAsync(id, fields["name"], ChosenPlaces.Of(view, fields), ct);
        return TypedResults.LocalRedirect($"/collection/workbooks/{id}");
    }
}

internal static class RememberedMappings
{
    public static async Task<Ok<PageOf<MappingItem>>> Handle(WorkbookReads workbooks, CancellationToken ct) => TypedResults.Ok(await workbooks.MappingsAsync(ct));

    public static async Task<NoContent> HandleForget(Guid id, WorkbookForms forms, CancellationToken ct)
    {
        await forms.ForgetAsync(id, ct);
        return TypedResults.NoContent();
    }

    public static async Task<RedirectHttpResult> HandleForgetForm(Guid id, WorkbookForms forms, CancellationToken ct)
    {
        await forms.ForgetAsync(id, ct);
        return TypedResults.LocalRedirect("/collection/workbooks");
    }
}
