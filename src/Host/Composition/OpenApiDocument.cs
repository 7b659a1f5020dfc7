using Gongxin.Kernel.Ids;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Gongxin.Host.Composition;

// The head of the API's description; the operations come from the routes.
internal static class OpenApiDocument
{
    public static void Configure(OpenApiOptions options)
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = "Gongxin 公信",
                Version = "v1",
                Description = "Public information and public credit. Lists answer {items, total, next}; errors are RFC 9457 problems with a stable code.",
                License = new OpenApiLicense { Name = "Apache-2.0", Url = new Uri("https://www.apache.org/licenses/LICENSE-2.0") },
            };
            document.Servers = [];
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
            {
                ["key"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "A key of this node." },
            };
            return Task.CompletedTask;
        });
        options.AddSchemaTransformer((schema, context, _) =>
        {
            if (IdJson.IsId(context.JsonTypeInfo.Type))
            {
                (schema.Type, schema.Format) = (JsonSchemaType.String, "uuid");
            }

            return Task.CompletedTask;
        });
    }
}
