using Gongxin.Catalogue.Facades.Records;

namespace Gongxin.Catalogue.Facades.Ckan.Packages;

// sort=metadata_modified desc, name asc
internal sealed record PackageSort(string Text, IReadOnlyList<RecordOrder> Order, bool IsByFit)
{
    private const string Usual = "score desc, metadata_modified desc";

    public static PackageSort Parse(string? given)
    {
        var text = string.IsNullOrWhiteSpace(given) ? Usual : given;
        var order = new List<RecordOrder>();
        var isByFit = false;
        foreach (var part in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var words = part.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var descending = words.Length == 2 && words[1].Equals("desc", StringComparison.OrdinalIgnoreCase);
            if (words.Length > 2 || (words.Length == 2 && !descending && !words[1].Equals("asc", StringComparison.OrdinalIgnoreCase)))
            {
                throw CatalogueRefusals.SearchNotReadable("sort", part);
            }

            if (words[0] is "score" or "relevance")
            {
                isByFit |= order.Count == 0;
            }
            else
            {
                order.Add(new RecordOrder(KeyOf(words[0]), descending));
            }
        }

        return new PackageSort(text, order, isByFit);
    }

    private static RecordKey KeyOf(string field) => field switch
    {
        "id" => RecordKey.Id,
        "name" => RecordKey.Slug,
        "title" or "title_string" => RecordKey.Title,
        "metadata_created" => RecordKey.Created,
        "metadata_modified" => RecordKey.Modified,
        _ => throw CatalogueRefusals.SearchNotReadable("sort", field),
    };
}
