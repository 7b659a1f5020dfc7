using System.Globalization;
using Gongxin.Catalogue.Facades.Rdf;
using Gongxin.Catalogue.Metadata;

namespace Gongxin.Catalogue.Facades.Dcat;

// Where a page stands among the others. Hydra changed its words: readers know the old class and names, the new ones, or both.
internal static class HydraPage
{
    public static RdfNode Of(SiteAddress site, RdfFormat format, CatalogueAsked asked, int total)
    {
        var here = asked.Page!.Value;
        var last = Math.Max(1, (total + asked.PageSize - 1) / asked.PageSize);
        var page = new RdfNode(At(here), "hydra:PagedCollection", "hydra:PartialCollectionView")
            .With("hydra:totalItems", total.ToString(CultureInfo.InvariantCulture), datatype: "xsd:integer")
            .With("hydra:itemsPerPage", asked.PageSize.ToString(CultureInfo.InvariantCulture), datatype: "xsd:integer");
        Add("hydra:first", "hydra:firstPage", 1);
        Add("hydra:last", "hydra:lastPage", last);
        if (here > 1)
        {
            Add("hydra:previous", "hydra:previousPage", Math.Min(here - 1, last));
        }

        if (here < last)
        {
            Add("hydra:next", "hydra:nextPage", here + 1);
        }

        return page;

        string At(int number) => $"{site.Catalogue}.{format.Extension}{asked.Query(number)}";

        void Add(string name, string oldName, int number) =>
            page.With(name, RdfNode.Reference(At(number))).With(oldName, new RdfText(At(number)));
    }
}
