using Gongxin.Kernel.Blobs;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Gongxin.Collection.Workbooks;

// Takes a workbook for a form over HTTP: multipart with the file, the code of the form and, where the workbook does not say it,
// the period.
internal static class TakeWorkbook
{
    public const int BytesMax = 64 << 20;

    public static async Task<Created<WorkbookView>> Handle(HttpContext http, WorkbookForms forms, IBlobs blobs, CancellationToken ct)
    {
        var id = await TakeAsync(http.Request, forms, blobs, ct);
        return TypedResults.Created($"/api/v1/collection/workbooks/{id}", await forms.ReadAsync(id, ct));
    }

    public static async Task<RedirectHttpResult> HandleForm(HttpContext http, WorkbookForms forms, IBlobs blobs, CancellationToken ct) =>
        TypedResults.LocalRedirect($"/collection/workbooks/{await TakeAsync(http.Request, forms, blobs, ct)}");

    private static async Task<Guid> TakeAsync(HttpRequest request, WorkbookForms forms, IBlobs blobs, CancellationToken ct)
    {
        if (!request.HasFormContentType)
        {
            throw CollectionRefusals.WorkbookMissing();
        }

        var form = await request.ReadFormAsync(ct);
        if (form.Files.GetFile("file") is not { Length: > 0 } file)
        {
            throw CollectionRefusals.WorkbookMissing();
        }

        await using var content = file.OpenReadStream();
        var blob = await blobs.PutAsync(content, BytesMax, ct);
        return await forms.TakeAsync(form["template"].ToString(), blob, Path.GetFileName(file.FileName), form["period"], ct);
    }
}
