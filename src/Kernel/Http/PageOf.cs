namespace Gongxin.Kernel.Http;

/// <summary>One page of a list: the wire shape of every list.</summary>
/// <param name="Items">The items of this page, at most the page size.</param>
/// <param name="Total">Exact number of items in the whole list.</param>
/// <param name="Next">Opaque cursor of the next page; null at the end.</param>
public sealed record PageOf<T>(IReadOnlyList<T> Items, long Total, string? Next)
{
    public static PageOf<T> Empty { get; } = new([], 0, null);
}
