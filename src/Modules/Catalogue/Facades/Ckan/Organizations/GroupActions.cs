using System.Text.Json;
using Gongxin.Catalogue.Datasets;
using Gongxin.Catalogue.Facades.Ckan.Packages;
using Gongxin.Catalogue.Facades.Records;

namespace Gongxin.Catalogue.Facades.Ckan.Organizations;

// Themes as CKAN's groups.
internal static class GroupActions
{
    private const string Prefix = "theme-";

    public static async Task List(CkanCall call)
    {
        var counts = (await call.Records.ValuesAsync(Conditions.Always, d => d.Theme, call.Ct)).ToDictionary(c => c.Value, c => c.Count, StringComparer.Ordinal);
        var wanted = call.Given.List("groups").Select(CodeOf).ToList();
        var page = Themes.All.Where(code => wanted.Count == 0 || wanted.Contains(code))
            .Skip(call.Given.Number("offset", 0, int.MaxValue)).Take(call.Given.Number("limit", int.MaxValue, int.MaxValue));
        var whole = call.Given.Flag("all_fields", false);
        call.Result.WriteStartArray();
        foreach (var code in page)
        {
            if (whole)
            {
                call.Result.WriteStartObject();
                WriteHead(call.Result, code);
                call.Result.WriteNumber("package_count", counts.GetValueOrDefault(code));
                call.Result.WriteEndObject();
            }
            else
            {
                call.Result.WriteStringValue(Prefix + code);
            }
        }

        call.Result.WriteEndArray();
    }

    public static async Task Show(CkanCall call)
    {
        var id = call.Given.Needed("id");
        var code = CodeOf(id) ?? throw CatalogueRefusals.GroupNotFound(id);
        call.Result.WriteStartObject();
        WriteHead(call.Result, code);
        call.Result.WriteNumber("package_count", await call.Records.CountAsync(d => d.Theme == code, call.Ct));
        await PackageList.WriteAsync(call, d => d.Theme == code);
        call.Result.WriteEndObject();
    }

    public static void WriteHead(Utf8JsonWriter json, string code)
    {
        var names = Themes.NamesOf(code);
        json.WriteString("id", IdOf(code));
        json.WriteString("name", Prefix + code);
        json.WriteString("title", names[0]);
        json.WriteString("display_name", names[0]);
        json.WriteString("description", names[1]);
        json.WriteString("type", "group");
        json.WriteBoolean("is_organization", false);
        json.WriteString("image_display_url", "");
        json.WriteString("state", "active");
    }

    // The theme that a name, code, id or title of a group means.
    public static string? CodeOf(string group) => Themes.All.FirstOrDefault(code =>
        group == Prefix + code || group == code || Themes.NamesOf(code).Contains(group, StringComparer.Ordinal)
        || (Guid.TryParse(group, out var id) && id == IdOf(code)));

    public static string NameOf(string code) => Prefix + code;

    private static Guid IdOf(string code) => StableId.Of("theme", code);
}
