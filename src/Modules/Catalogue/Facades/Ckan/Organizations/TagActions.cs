using System.Text.Json;
using Gongxin.Catalogue.Datasets;
using Gongxin.Catalogue.Facades.Records;

namespace Gongxin.Catalogue.Facades.Ckan.Organizations;

// Keywords as CKAN's tags.
internal static class TagActions
{
    public static async Task List(CkanCall call)
    {
        var part = call.Given.Text("query");
        var whole = call.Given.Flag("all_fields", false);
        var themes = await call.Records.ValuesAsync(Conditions.Always, d => d.Theme, call.Ct);
        var providers = await call.Records.ProvidersAsync(call.Ct);
        var names = themes.SelectMany(t => Themes.NamesOf(t.Value))
            .Concat(providers.SelectMany(p => new[] { p.Provider.Title, p.Provider.TitleEn }.OfType<string>()))
            .Where(name => part is null || name.Contains(part, StringComparison.OrdinalIgnoreCase))
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        call.Result.WriteStartArray();
        foreach (var name in names)
        {
            if (whole)
            {
                Write(call.Result, name);
            }
            else
            {
                call.Result.WriteStringValue(name);
            }
        }

        call.Result.WriteEndArray();
    }

    public static void Write(Utf8JsonWriter json, string name)
    {
        json.WriteStartObject();
        json.WriteString("id", StableId.Of("tag", name));
        json.WriteString("name", name);
        json.WriteString("display_name", name);
        json.WriteNull("vocabulary_id");
        json.WriteString("state", "active");
        json.WriteEndObject();
    }
}
