using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.Localization;

namespace Gongxin.Ui.Islands;

// Islands have no texts of their own: what they say comes from the resources, as JSON in a data- attribute.
internal static class IslandTexts
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The texts <c>PREFIX.Key</c> under the name <c>key</c>.</summary>
    public static Dictionary<string, object> Of(IStringLocalizer texts, string prefix, params ReadOnlySpan<string> keys)
    {
        var found = new Dictionary<string, object>();
        foreach (var key in keys)
        {
            found[JsonNamingPolicy.CamelCase.ConvertName(key)] = texts[$"{prefix}.{key}"].Value;
        }

        return found;
    }

    // The attribute is HTML-encoded when it is rendered, so the relaxed encoder is safe here.
    public static string Json(object value) => JsonSerializer.Serialize(value, Options);
}
