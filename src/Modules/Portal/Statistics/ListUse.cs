using System.Globalization;
using Gongxin.Kernel.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Gongxin.Portal.Statistics;

// Use by day, dataset, theme and provider.
internal static class ListUse
{
    private const int LimitDefault = 100;
    private const int LimitMax = 1000;

    public static async Task<Ok<PageOf<DayUse>>> Days(string? from, string? to, string? dataset, UsageReads usage, CancellationToken ct) =>
        Whole(await usage.DaysAsync(Period.Parse(from, to, usage.Today), dataset, ct));

    public static async Task<Ok<PageOf<DatasetUse>>> Datasets(string? from, string? to, int? limit, string? cursor, UsageReads usage, CancellationToken ct)
    {
        var size = limit switch
        {
            null => LimitDefault,
            >= 0 and <= LimitMax => limit.Value,
            _ => throw PortalRefusals.QueryNotReadable("limit", limit.Value.ToString(CultureInfo.InvariantCulture)),
        };
        var start = cursor is null ? 0
            : int.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var place) ? place
            : throw PortalRefusals.QueryNotReadable("cursor", cursor);
        var all = await usage.DatasetsAsync(Period.Parse(from, to, usage.Today), ct);
        var items = all.Skip(start).Take(size).ToList();
        var next = size > 0 && start + items.Count < all.Count && items.Count > 0 ? (start + items.Count).ToString(CultureInfo.InvariantCulture) : null;
        return TypedResults.Ok(new PageOf<DatasetUse>(items, all.Count, next));
    }

    public static async Task<Ok<PageOf<GroupUse>>> Themes(string? from, string? to, UsageReads usage, CancellationToken ct) =>
        Whole(UsageReads.ByTheme(await usage.DatasetsAsync(Period.Parse(from, to, usage.Today), ct)));

    public static async Task<Ok<PageOf<GroupUse>>> Providers(string? from, string? to, UsageReads usage, CancellationToken ct) =>
        Whole(UsageReads.ByProvider(await usage.DatasetsAsync(Period.Parse(from, to, usage.Today), ct)));

    private static Ok<PageOf<T>> Whole<T>(IReadOnlyList<T> items) => TypedResults.Ok(new PageOf<T>(items, items.Count, null));
}
