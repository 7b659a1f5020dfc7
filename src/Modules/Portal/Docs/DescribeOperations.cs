using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using Gongxin.Kernel.Http;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Gongxin.Portal.Docs;

// Completes the OpenAPI document with what the routes know: rights, parameters that a route reads from the query itself,
// the one shape of errors; and with the texts of ApiText, in English whatever the reader's language.
internal sealed partial class DescribeOperations : IOpenApiOperationTransformer
{
    private static readonly ResourceManager Texts = new(typeof(ApiText));
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en");

    public async Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var path = PathOf(context.Description.RelativePath!);
        var method = context.Description.HttpMethod is "HEAD" ? "GET" : context.Description.HttpMethod;
        operation.Summary = Texts.GetString($"{method} {path}", English);
        operation.Parameters ??= [];
        if (metadata.OfType<TakesQuery>().LastOrDefault() is { } query)
        {
            AddQuery(operation, query);
        }

        foreach (var described in context.Description.ParameterDescriptions)
        {
            if (WordsOf(described) is { } words && operation.Parameters.OfType<OpenApiParameter>().FirstOrDefault(p => p.Name == described.Name) is { } parameter)
            {
                parameter.Schema = await context.GetOrCreateSchemaAsync(words, null, cancellationToken);
            }
        }

        foreach (var parameter in operation.Parameters.OfType<OpenApiParameter>())
        {
            parameter.Description ??= TextOf(path, parameter.Name!);
        }

        if (metadata.OfType<IAuthorizeData>().Any() && !metadata.OfType<IAllowAnonymous>().Any())
        {
            operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("key", context.Document)] = [] }];
        }

        await AddAnswersAsync(operation, context, cancellationToken);
    }

    // As it stands in the document: "{id}", not "{id:guid}" or "{**id}".
    private static string PathOf(string route) => "/" + RouteParameter().Replace(route, "{${name}}").TrimEnd('/');

    [GeneratedRegex(@"\{\**(?<name>\w+)[^}]*\}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex RouteParameter();

    public static string? TextOf(string path, string parameter, CultureInfo? culture = null) =>
        Texts.GetString($"Parameter.{path}.{parameter}", culture ?? English) ?? Texts.GetString($"Parameter.{parameter}", culture ?? English);

    // The enumeration whose words a parameter takes.
    private static Type? WordsOf(ApiParameterDescription parameter)
    {
        var type = parameter.ParameterDescriptor?.ParameterType is { } written ? Nullable.GetUnderlyingType(written) ?? written : null;
        return type is { IsGenericType: true } && type.GetGenericTypeDefinition() == typeof(QueryWord<>) ? type.GetGenericArguments()[0] : null;
    }

    private static void AddQuery(OpenApiOperation operation, TakesQuery query)
    {
        var known = operation.Parameters!.Select(p => p.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var name in query.Names.Where(n => !known.Contains(n)))
        {
            operation.Parameters!.Add(new OpenApiParameter { Name = name, In = ParameterLocation.Query, Schema = new OpenApiSchema { Type = JsonSchemaType.String } });
        }

        if (query.Columns)
        {
            operation.Parameters!.Add(new OpenApiParameter
            {
                Name = "filters",
                In = ParameterLocation.Query,
                Style = ParameterStyle.Form,
                Explode = true,
                Schema = new OpenApiSchema { Type = JsonSchemaType.Object, AdditionalProperties = new OpenApiSchema { Type = JsonSchemaType.String } },
            });
        }
    }

    private static async Task AddAnswersAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken ct)
    {
        operation.Responses ??= [];
        if (!operation.Responses.Keys.Any(status => status.StartsWith('2')))
        {
            operation.Responses["200"] = new OpenApiResponse { Description = "OK" };
        }

        var problem = await context.GetOrCreateSchemaAsync(typeof(Problem), null, ct);
        context.Document!.AddComponent(nameof(Problem), problem);
        operation.Responses["default"] = new OpenApiResponse
        {
            Description = "A problem (RFC 9457) with a stable code.",
            Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
            {
                ["application/problem+json"] = new() { Schema = new OpenApiSchemaReference(nameof(Problem), context.Document) },
            },
        };
    }
}
