using Gongxin.Kernel.Identity;
using Gongxin.Kernel.Settings;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Catalogue.Resources.Exchange;

// A whole catalogue as a file. It is written to a temporary file first, one resource after the other as the database gives them,
// so that memory holds one of them and the answer has its length; the file is gone when it has been sent.
internal sealed class CatalogueExport(CatalogueDb catalogue, CodeNames names, PlatformSettings settings, CurrentActor current)
{
    public Task<FileStream> PublicAsync(string extension, CancellationToken ct) =>
        WriteAsync(extension, catalogue.Resources.Where(r => r.State == ResourceState.Published).OrderBy(r => r.Code), ct);

    public Task<FileStream> MineAsync(string extension, CancellationToken ct)
    {
        var me = current.Actor.Id;
        return WriteAsync(extension, catalogue.Resources.Where(r => r.CreatedBy == me).OrderBy(r => r.CreatedAt).ThenBy(r => r.Id), ct);
    }

    private async Task<FileStream> WriteAsync(string extension, IQueryable<Resource> resources, CancellationToken ct)
    {
        Directory.CreateDirectory(settings.TempFolder);
        var file = new FileStream(
            Path.Combine(settings.TempFolder, $"catalogue-{Guid.CreateVersion7():N}"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 65_536, FileOptions.DeleteOnClose);
        try
        {
            using var table = CatalogueFile.Create(extension, file) ?? throw CatalogueRefusals.FormatNotFound(extension, CatalogueFile.Extensions);
            await foreach (var content in resources.AsNoTracking().Select(r => r.ContentJson).AsAsyncEnumerable().WithCancellation(ct))
            {
                foreach (var row in CatalogueTable.RowsOf(StoredContent.Read(content), names))
                {
                    table.Write(row);
                }
            }

            table.Complete();
            file.Position = 0;
            return file;
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }
}

internal static class ExportCatalogue
{
    public static async Task<FileStreamHttpResult> Handle(string extension, CatalogueExport export, CancellationToken ct) =>
        Answer(await export.PublicAsync(extension, ct), extension);

    public static async Task<FileStreamHttpResult> HandleMine(string extension, CatalogueExport export, CancellationToken ct) =>
        Answer(await export.MineAsync(extension, ct), extension);

    private static FileStreamHttpResult Answer(FileStream file, string extension) => TypedResults.File(
        file,
        extension == "csv" ? "text/csv; charset=utf-8" : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "information-resources." + extension);
}
