using Gongxin.Catalogue.Resources.Rules;
using Gongxin.Kernel.Time;

namespace Gongxin.Catalogue.Resources;

// All that a resource does not meet today: by itself and beside the others.
internal sealed class ResourceFindings(ResourceChecks checks, ResourceNeighbours neighbours, CodeNames names, TimeProvider clock)
{
    public async Task<IReadOnlyList<ResourceFinding>> OfAsync(Resource resource, CancellationToken ct) =>
        await OfAsync(resource.Content, resource.Id, ct);

    public async Task<IReadOnlyList<ResourceFinding>> OfAsync(ResourceContent content, ResourceId? self, CancellationToken ct) =>
        [.. checks.Find(content, clock.LegalToday()), .. await neighbours.FindAsync(content, self, ct)];

    public IReadOnlyList<ResourceFinding> Unstorable(ResourceContent content) => checks.FindUnstorable(content, clock.LegalToday());

    public CodedValue StateName(ResourceState state) => names.Value(CodedFields.States, ResourceStates.CodeOf(state))!;
}
