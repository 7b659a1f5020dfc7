using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.OpenApi;

namespace Gongxin.Portal.Docs;

// Names of schemas in the document. Slices call their records Request and Response: the slice's name goes before.
internal static class SchemaNames
{
    public static string? Of(JsonTypeInfo type) =>
        OpenApiOptions.CreateDefaultSchemaReferenceId(type) is null ? null : NameOf(type.Type);

    private static string NameOf(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } value)
        {
            return NameOf(value);
        }

        var name = type.Name.Split('`')[0];
        var inside = type.IsNested && name is "Request" or "Response" or "Item" or "View" ? type.DeclaringType!.Name : "";
        return inside + name + string.Concat(type.GetGenericArguments().Select(NameOf));
    }
}
