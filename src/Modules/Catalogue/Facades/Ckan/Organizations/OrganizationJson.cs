using System.Text.Json;
using Gongxin.Catalogue.Facades.Records;

namespace Gongxin.Catalogue.Facades.Ckan.Organizations;

// A provider as CKAN's organization.
internal static class OrganizationJson
{
    public static void WriteHead(Utf8JsonWriter json, ProviderName provider)
    {
        json.WriteString("id", provider.Id);
        json.WriteString("name", provider.Name);
        json.WriteString("title", provider.Title);
        json.WriteString("display_name", provider.Title);
        json.WriteString("description", provider.TitleEn ?? "");
        json.WriteString("type", "organization");
        json.WriteBoolean("is_organization", true);
        json.WriteString("approval_status", "approved");
        json.WriteString("image_url", "");
        json.WriteString("state", "active");
    }
}
