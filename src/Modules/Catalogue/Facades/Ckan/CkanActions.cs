using System.Collections.Frozen;
using Gongxin.Catalogue.Facades.Ckan.Datastore;
using Gongxin.Catalogue.Facades.Ckan.Organizations;
using Gongxin.Catalogue.Facades.Ckan.Packages;

namespace Gongxin.Catalogue.Facades.Ckan;

// The actions that are answered. All of them read.
internal sealed record CkanAction(string Help, Func<CkanCall, Task> Run)
{
    private static readonly FrozenDictionary<string, CkanAction> All = new Dictionary<string, CkanAction>(StringComparer.Ordinal)
    {
        ["status_show"] = new("Name and version of the site.", SiteActions.Status),
        ["site_read"] = new("True.", SiteActions.Read),
        ["help_show"] = new("What an action does. name: the action.", SiteActions.Help),
        ["package_list"] = new("Names of all datasets. limit, offset.", PackageActions.List),
        ["package_search"] = new(
            "Datasets. q, fq, fq_list: words and field:value, also [a TO b]; sort; rows (at most 1000), start; facet.field, facet.limit.",
            PackageSearch.Run),
        ["package_show"] = new("A dataset. id: its id or name.", PackageActions.Show),
        ["resource_show"] = new("A way to a dataset's data. id.", PackageActions.ShowResource),
        ["organization_list"] = new("Providers. all_fields, organizations, limit, offset.", OrganizationActions.List),
        ["organization_show"] = new("A provider. id: its id or name; include_datasets.", OrganizationActions.Show),
        ["group_list"] = new("Themes. all_fields, groups, limit, offset.", GroupActions.List),
        ["group_show"] = new("A theme. id: its id or name; include_datasets.", GroupActions.Show),
        ["tag_list"] = new("Keywords. query: what they contain; all_fields.", TagActions.List),
        ["license_list"] = new("Licences.", SiteActions.Licences),
        ["datastore_search"] = new(
            "Rows of a dataset. resource_id, filters, q, fields, sort, limit (at most 1000), offset, include_total, records_format.",
            DatastoreSearch.Run),
        ["datastore_info"] = new("Columns and number of rows. id.", DatastoreInfo.Run),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static CkanAction? Find(string name) => All.GetValueOrDefault(name);
}
