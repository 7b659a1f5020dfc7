using System.Runtime.CompilerServices;
using Gongxin.Kernel.Identity;
using Gongxin.Kernel.Settings;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Catalogue.Resources.Exchange;

// A whole catalogue as a file. It is written to a temporary file first, page by page of the database, so that memory holds one
// page and the answer has its length; the file is gone when it has been sent.
internal sealed class CatalogueExport(CatalogueDb catalogue, CodeNames names, PlatformSettings settings, CurrentActor current)
{
    private const int PageSize = 200;

    public async Task<FileStream> PublicAsync(string extension, CancellationToken ct) =>
        await WriteAsync(extension, PublishedAsync(ct), ct);

    public async Task<FileStream> MineAsync(string extension, CancellationToken ct) => await WriteAsync(extension, OwnAsync(ct), ct);

    private async Task<FileStream> WriteAsync(string extension, IAsyncEnumerable<string> contents, CancellationToken ct)
    {
        Directory.CreateDirectory(settings.TempFolder);
        var file = new FileStream(
            Path.Combine(settings.TempFolder, $"catalogue-{Guid.CreateVersion7():N}"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 65_536, FileOptions.DeleteOnClose);
        try
        {
            using var table = CatalogueFile.Create(extension, file) ?? throw CatalogueRefusals.FormatNotFound(extension);
            await foreach (var content in contents.WithCancellation(ct))
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

    private async IAsyncEnumerable<string> PublishedAsync([EnumeratorCancellation] CancellationToken ct)
    {
        for (string? last = null; ;)
        {
            var after = last ?? "";
#pragma warning disable CA1309 // The database compares, in the order in which it sorts.
            var page = await catalogue.Resources.AsNoTracking()
                .Where(r => r.State == ResourceState.Published && string.Compare(r.Code, after) > 0)
                .OrderBy(r => r.Code).Take(PageSize).Select(r => new { r.Code, r.ContentJson }).ToListAsync(ct);
#pragma warning restore CA1309
            foreach (var resource in page)
            {
                yield return resource.ContentJson;
            }

            if (page.Count < PageSize)
            {
                yield break;
            }

            last = page[^1].Code;
        }
    }

    private async IAsyncEnumerable<string> OwnAsync([EnumeratorCancellation] CancellationToken ct)
    {
        var me = current.Actor.Id;
        for (var taken = 0; ; taken += PageSize)
        {
            var page = await catalogue.Resources.AsNoTracking().Where(r => r.CreatedBy == me)
                .OrderBy(r => r.CreatedAt).ThenBy(r => r.Id).Skip(taken).Take(PageSize).Select(r => r.ContentJson).ToListAsync(ct);
            foreach (var content in page)
            {
                yield return content;
            }

            if (page.Count < PageSize)
            {
                yield break;
            }
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
