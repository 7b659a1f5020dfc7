using Gongxin.Catalogue.Search;

namespace Gongxin.Catalogue.Series;

// A series in a list, with the number of its published datasets.
public sealed record SeriesItem(string Slug, string Title, string? TitleEn, int Datasets)
{
    internal string TitleHere() => DatasetSearch.InEnglish ? TitleEn ?? Title : Title;
}

// Members: the published datasets, in the order of their places.
public sealed record SeriesView(string Slug, string Title, string? TitleEn, string Summary, string? SummaryEn, DateTime ModifiedAt, IReadOnlyList<SeriesMember> Members)
{
    internal string TitleHere() => DatasetSearch.InEnglish ? TitleEn ?? Title : Title;

    internal string SummaryHere() => DatasetSearch.InEnglish ? SummaryEn ?? Summary : Summary;
}

// Place: what tells it from the others, such as a year; null when nothing was said.
public sealed record SeriesMember(string Dataset, string Title, string? TitleEn, string? Place, int Version, long Rows, DateTime PublishedAt)
{
    internal string TitleHere() => DatasetSearch.InEnglish ? TitleEn ?? Title : Title;
}
