using Gongxin.Catalogue.Datasets;
using Gongxin.Catalogue.Facades.Records;
using Gongxin.Catalogue.Metadata;
using Gongxin.Kernel.Http;
using Gongxin.Kernel.Settings;
using Microsoft.AspNetCore.Http;

namespace Gongxin.Catalogue.Facades.Atom;

// /feeds/datasets.atom: datasets by their last change; what was withdrawn stands there as a deleted entry.
internal static class ReadFeed
{
    private const int PageMax = 100_000;

    public static Task Handle(HttpContext http, ChangeReads changes, RecordReads records, PlatformSettings settings) =>
        WriteAsync(http, null, changes, records, settings);

    public static Task HandleTheme(string theme, HttpContext http, ChangeReads changes, RecordReads records, PlatformSettings settings) =>
        WriteAsync(http, Themes.IsKnown(theme) ? theme : throw CatalogueRefusals.GroupNotFound(theme), changes, records, settings);

    private static async Task WriteAsync(HttpContext http, string? theme, ChangeReads changes, RecordReads records, PlatformSettings settings)
    {
        var asked = http.Request.Query["page"].ToString();
        var page = AtomFeed.PageOf(asked, PageMax) ?? throw CatalogueRefusals.QueryNotReadable("page", asked);
        var state = await records.StateAsync(http.RequestAborted);
        if (Freshness.IsKnown(http, state))
        {
            return;
        }

        var entries = await changes.NewestAsync(theme, (page - 1) * AtomFeed.PageSize, AtomFeed.PageSize + 1, http.RequestAborted);
        var feed = new AtomFeed(
            theme is null ? null : Themes.NamesOf(theme)[0], state.ModifiedAt ?? DateTime.UnixEpoch, "/catalogue", page, entries.Count > AtomFeed.PageSize,
            [.. entries.Take(AtomFeed.PageSize).Select(ItemOf)]);
        await feed.SendAsync(http, settings);
    }

    private static AtomItem ItemOf(FeedEntry entry)
    {
        var here = new SiteAddress("");
        return entry.Record is not { } record
            ? new AtomTombstone(entry.Id, entry.At, here.Dataset(entry.Slug), entry.Reason ?? "")
            : new AtomEntry(record.Id, record.ModifiedAt, here.Dataset(record.Slug), record.Title, record.Description, record.CreatedAt)
            {
                Author = record.Provider,
                Category = record.Theme is { } theme ? (theme, Themes.NamesOf(theme)[0]) : null,
                Links =
                [
                    ("enclosure", ResourceKind.Csv.MediaType, ResourceKind.Csv.AddressOf(here, record.Slug)),
                    ("describedby", "application/json", $"{here.Dataset(record.Slug)}/{Metadata.DataPackage.FileName}"),
                ],
            };
    }
}
