using System.Linq.Expressions;
using Gongxin.Catalogue.Datasets;
using Gongxin.Catalogue.Facades.Ckan.Organizations;
using Gongxin.Catalogue.Facades.Records;

namespace Gongxin.Catalogue.Facades.Ckan.Packages;

// "facets" and "search_facets": how many of the found datasets have each value of a field.
internal sealed record FacetFields(IReadOnlyList<string> Fields, int Limit)
{
    private const int LimitDefault = 50;
    private const int LimitMax = 1000;
    private const int FieldsMax = 20;

    private static readonly string[] Known = ["organization", "groups", "tags", "license_id", "res_format"];

    public static FacetFields Of(CkanParameters given)
    {
        var fields = given.Flag("facet", true) ? given.List("facet.field").Distinct(StringComparer.Ordinal).ToList() : [];
        if (fields.Count > FieldsMax || fields.FirstOrDefault(f => !Known.Contains(f)) is not null)
        {
            throw CatalogueRefusals.SearchNotReadable("facet.field", fields.FirstOrDefault(f => !Known.Contains(f)) ?? fields[^1]);
        }

        // -1 is CKAN's word for all.
        var limit = given.Text("facet.limit") == "-1" ? LimitMax : given.Number("facet.limit", LimitDefault, LimitMax);
        return new FacetFields(fields, limit);
    }

    public async Task WriteAsync(CkanCall call, Expression<Func<Dataset, bool>> condition)
    {
        var counts = new List<(string Field, IReadOnlyList<Item> Items)>();
        foreach (var field in Fields)
        {
            counts.Add((field, [.. (await CountAsync(call, condition, field)).OrderByDescending(i => i.Count).ThenBy(i => i.Name, StringComparer.Ordinal).Take(Limit)]));
        }

        call.Result.WriteStartObject("facets");
        foreach (var (field, items) in counts)
        {
            call.Result.WriteStartObject(field);
            foreach (var item in items)
            {
                call.Result.WriteNumber(item.Name, item.Count);
            }

            call.Result.WriteEndObject();
        }

        call.Result.WriteEndObject();
        call.Result.WriteStartObject("search_facets");
        foreach (var (field, items) in counts)
        {
            WriteItems(call, field, items);
        }

        call.Result.WriteEndObject();
    }

    private static void WriteItems(CkanCall call, string field, IReadOnlyList<Item> items)
    {
        call.Result.WriteStartObject(field);
        call.Result.WriteString("title", field);
        call.Result.WriteStartArray("items");
        foreach (var item in items)
        {
            call.Result.WriteStartObject();
            call.Result.WriteString("name", item.Name);
            call.Result.WriteString("display_name", item.Title);
            call.Result.WriteNumber("count", item.Count);
            call.Result.WriteEndObject();
        }

        call.Result.WriteEndArray();
        call.Result.WriteEndObject();
    }

    private static async Task<IEnumerable<Item>> CountAsync(CkanCall call, Expression<Func<Dataset, bool>> condition, string field)
    {
        switch (field)
        {
            case "organization":
                return (await call.Records.ValuesAsync(condition, d => d.Provider, call.Ct))
                    .Select(c => new Item(new ProviderName(c.Value, null).Name, c.Value, c.Count));
            case "groups":
                return (await call.Records.ValuesAsync(condition, d => d.Theme, call.Ct))
                    .Select(c => new Item(GroupActions.NameOf(c.Value), Themes.NamesOf(c.Value)[0], c.Count));
            case "license_id":
                return (await call.Records.ValuesAsync(condition, d => d.Licence, call.Ct)).Select(c => new Item(c.Value, c.Value, c.Count));
            case "res_format":
                var all = await call.Records.CountAsync(condition, call.Ct);
                return all == 0 ? [] : ResourceKind.All.Select(kind => new Item(kind.Format, kind.Format, all));
            default:
                return await TagsAsync(call, condition);
        }
    }

    // A keyword may stand for a theme, a provider and its English name; each dataset counts once for it.
    private static async Task<IEnumerable<Item>> TagsAsync(CkanCall call, Expression<Func<Dataset, bool>> condition)
    {
        var themes = (await call.Records.ValuesAsync(condition, d => d.Theme, call.Ct)).SelectMany(c => Themes.NamesOf(c.Value).Select(name => (name, c.Count)));
        var providers = (await call.Records.ValuesAsync(condition, d => d.Provider, call.Ct)).Select(c => (name: c.Value, c.Count));
        var english = (await call.Records.ValuesAsync(Conditions.And(condition, d => d.ProviderEn != d.Provider), d => d.ProviderEn, call.Ct))
            .Select(c => (name: c.Value, c.Count));
        return themes.Concat(providers).Concat(english)
            .GroupBy(c => c.name, StringComparer.Ordinal).Select(g => new Item(g.Key, g.Key, g.Sum(c => c.Count)));
    }

    private sealed record Item(string Name, string Title, int Count);
}
