namespace Gongxin.Catalogue.Search;

// What is asked of the list of datasets. Every part is optional; parts narrow together.
public sealed record DatasetFilter
{
    public const int PageSizeMax = 100;
    public const int PageSizeDefault = 20;

    public string? Words { get; init; }
    public string? Theme { get; init; }
    public string? Provider { get; init; }
    public string? Format { get; init; }
    public string? Licence { get; init; }

    // Year in which the newest version was published.
    public string? Year { get; init; }

    // A FreshnessState as answers write it.
    public string? Freshness { get; init; }

    // Null: by how well they fit when there are words, newest first otherwise.
    public DatasetOrder? Order { get; init; }
    public int Offset { get; init; }

    // Begin after this place, which the page before gave; counts besides Offset.
    public SearchPlace? After { get; init; }
    public int Limit { get; init; } = PageSizeDefault;

    public DatasetOrder EffectiveOrder => Order ?? (string.IsNullOrWhiteSpace(Words) ? DatasetOrder.Newest : DatasetOrder.Relevance);
}

public enum DatasetOrder
{
    Relevance,
    Newest,
    Title,
    Rows,
}

// A place in a sorted list: what its dataset was sorted by. It stays where it is when datasets are added before or behind it.
public sealed record SearchPlace(DatasetOrder Order, double Figure, string Text, string Slug);

// A value to narrow by and how many datasets it would leave, counted under the other parts of the filter.
public sealed record FacetCount(string Value, string Name, int Count);
