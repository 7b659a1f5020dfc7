using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Gongxin.Kernel.Http;

namespace Gongxin.Standards;

// Pages of lists that stand in memory. The cursor is a place in the list, opaque to callers.
internal static class Paging
{
    public const int LimitMax = 1000;
    private const int LimitDefault = 100;

    public static PageOf<TView> Page<T, TView>(IReadOnlyList<T> all, int? limit, string? cursor, Func<T, TView> view)
    {
        var size = limit switch
        {
            null => LimitDefault,
            >= 0 and <= LimitMax => limit.Value,
            _ => throw StandardsRefusals.QueryNotReadable("limit", limit.Value.ToString(CultureInfo.InvariantCulture)),
        };
        var from = PlaceOf(cursor);
        var items = all.Skip(from).Take(size).Select(view).ToList();
        var end = from + items.Count;
        return new PageOf<TView>(items, all.Count, items.Count > 0 && end < all.Count ? CursorOf(end) : null);
    }

    private static string CursorOf(int place) =>
        Base64Url.EncodeToString(Encoding.ASCII.GetBytes(place.ToString(CultureInfo.InvariantCulture)));

    private static int PlaceOf(string? cursor)
    {
        if (cursor is null)
        {
            return 0;
        }

        Span<byte> bytes = stackalloc byte[16];
        return cursor.Length <= 16
            && Base64Url.IsValid(cursor)
            && Base64Url.TryDecodeFromChars(cursor, bytes, out var count)
            && int.TryParse(bytes[..count], NumberStyles.None, CultureInfo.InvariantCulture, out var place)
                ? place
                : throw StandardsRefusals.QueryNotReadable("cursor", cursor.Length > 40 ? cursor[..40] : cursor);
    }
}
