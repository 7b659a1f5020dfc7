using Gongxin.Catalogue.Facades.Ckan.Packages;
using Gongxin.Catalogue.Facades.Records;

namespace Gongxin.Catalogue.Facades.Ckan.Organizations;

internal static class OrganizationActions
{
    public static async Task List(CkanCall call)
    {
        var wanted = call.Given.List("organizations");
        var all = (await call.Records.ProvidersAsync(call.Ct)).Where(p => wanted.Count == 0 || wanted.Contains(p.Provider.Name, StringComparer.Ordinal));
        var page = all.Skip(call.Given.Number("offset", 0, int.MaxValue)).Take(call.Given.Number("limit", int.MaxValue, int.MaxValue));
        var whole = call.Given.Flag("all_fields", false);
        call.Result.WriteStartArray();
        foreach (var (provider, count) in page)
        {
            if (whole)
            {
                call.Result.WriteStartObject();
                OrganizationJson.WriteHead(call.Result, provider);
                call.Result.WriteNumber("package_count", count);
                call.Result.WriteEndObject();
            }
            else
            {
                call.Result.WriteStringValue(provider.Name);
            }
        }

        call.Result.WriteEndArray();
    }

    public static async Task Show(CkanCall call)
    {
        var id = call.Given.Needed("id");
        var (provider, count) = (await call.Records.ProvidersAsync(call.Ct)).FirstOrDefault(p => IsCalled(p.Provider, id));
        if (provider is null)
        {
            throw CatalogueRefusals.ProviderNotFound(id);
        }

        call.Result.WriteStartObject();
        OrganizationJson.WriteHead(call.Result, provider);
        call.Result.WriteNumber("package_count", count);
        await PackageList.WriteAsync(call, d => d.Provider == provider.Title);
        call.Result.WriteEndObject();
    }

    public static bool IsCalled(ProviderName provider, string name) =>
        provider.Name == name || provider.Title == name || (Guid.TryParse(name, out var id) && provider.Id == id);
}
