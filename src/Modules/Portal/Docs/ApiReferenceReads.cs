using System.Text.Json;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace Gongxin.Portal.Docs;

// Reads the OpenAPI document that the node itself serves. Routes do not change while a node runs: once is enough.
public sealed class ApiReferenceReads
{
    internal const string DocumentName = "v1";

    private readonly IServiceProvider _services;
    private ApiView? _view;

    internal ApiReferenceReads(IServiceProvider services) => _services = services;

    public async Task<ApiView> ReadAsync(CancellationToken ct)
    {
        if (_view is { } known)
        {
            return known;
        }

        await using var scope = _services.CreateAsyncScope();
        var document = await scope.ServiceProvider.GetRequiredKeyedService<IOpenApiDocumentProvider>(DocumentName).GetOpenApiDocumentAsync(ct);
        using var json = JsonDocument.Parse(await document.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1, ct));
        return _view = ApiReader.Read(json.RootElement);
    }
}
