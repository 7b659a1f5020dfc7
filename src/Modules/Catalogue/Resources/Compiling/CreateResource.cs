using System.Security.Cryptography;
using System.Text;
using Gongxin.Kernel.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Gongxin.Catalogue.Resources.Compiling;

internal static class CreateResource
{
    // `Classified` is the attribute 涉密: such an entry is refused at the door and nothing of it is kept.
    public sealed record Request
    {
        public required ResourceContent Content { get; init; }
        public bool Classified { get; init; }
    }

    public static async Task<Created<ResourceWork>> Handle(
        Request request, CompileResources compiling, ResourceDesk desk, Idempotency idempotency, CancellationToken ct)
    {
        if (request.Classified)
        {
            throw ResourceRefusals.Classified();
        }

        var fingerprint = "create-resource " + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(StoredContent.Write(request.Content))));
        var id = await idempotency.FindAsync(fingerprint, ct) is { } outcome
            ? Guid.Parse(outcome)
            : await compiling.CreateAsync(request.Content, made => idempotency.Remember(fingerprint, made.ToString()), ct);
        return TypedResults.Created($"/api/v1/resources/{id}", await desk.ReadAsync(id, ct));
    }
}
