using Gongxin.Catalogue.Facades.Records;
using Gongxin.Catalogue.Metadata;

namespace Gongxin.Catalogue.Facades.Ckan;

internal static class SiteActions
{
    // Clients choose their calls by it.
    private const string SpokenVersion = "2.11.0";

    private const string OtherTitle = "Gongxin 公信";

    public static Task Status(CkanCall call)
    {
        var settings = call.Services.Settings;
        call.Result.WriteStartObject();
        call.Result.WriteString("ckan_version", SpokenVersion);
        call.Result.WriteString("site_url", call.Site.Root);
        call.Result.WriteString("site_title", settings.SiteName is { Length: > 0 } name ? name : OtherTitle);
        call.Result.WriteString("site_description", settings.Operator);
        call.Result.WriteString("locale_default", "zh_Hans_CN");
        call.Result.WriteStrings("extensions", ["datastore"]);
        call.Result.WriteEndObject();
        return Task.CompletedTask;
    }

    public static Task Read(CkanCall call)
    {
        call.Result.WriteBooleanValue(true);
        return Task.CompletedTask;
    }

    public static Task Help(CkanCall call)
    {
        var name = call.Given.Needed("name");
        call.Result.WriteStringValue((CkanAction.Find(name) ?? throw CatalogueRefusals.ActionUnknown(name)).Help);
        return Task.CompletedTask;
    }

    // What is known, and what is used.
    public static async Task Licences(CkanCall call)
    {
        var used = await call.Records.ValuesAsync(Conditions.Always, d => d.Licence, call.Ct);
        var licences = LicenceFacts.Known.Concat(used.Select(u => LicenceFacts.Of(u.Value)).OfType<LicenceFacts>()).DistinctBy(l => l.Id);
        call.Result.WriteStartArray();
        foreach (var licence in licences)
        {
            call.Result.WriteStartObject();
            call.Result.WriteString("id", licence.Id);
            call.Result.WriteString("title", licence.Title);
            call.Result.WriteString("url", licence.Url ?? "");
            call.Result.WriteString("status", "active");
            call.Result.WriteBoolean("domain_data", true);
            call.Result.WriteString("od_conformance", licence.IsOpen ? "approved" : "not reviewed");
            call.Result.WriteEndObject();
        }

        call.Result.WriteEndArray();
    }
}
