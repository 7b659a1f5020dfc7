using Gongxin.Catalogue.Resources.Compiling;
using Gongxin.Catalogue.Resources.Rules;
using Gongxin.Kernel.Identity;
using Gongxin.Kernel.Time;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Catalogue.Resources.Reviews;

// The two reviews, and taking a published resource back. Each step is one transaction with its audit row, its announcement and,
// where the public is concerned, its ledger entry; of two who decide at once one loses the race.
internal sealed class ReviewResources(CatalogueDb catalogue, ResourceDesk desk, ResourceRuleBook rules, CurrentActor current, TimeProvider clock)
{
    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    public async Task DecideAsync(Guid id, Decision decision, int? version, CancellationToken ct)
    {
        var resource = await desk.FindAsync(id, tracked: true, ct);
        CompileResources.Expect(resource, version);
        if (ResourceDesk.PermissionFor(resource.State) is { } needed && !current.Actor.May(needed))
        {
            throw ResourceRefusals.NotAllowed();
        }

        var isPublication = resource.State is ResourceState.PublicationReview;
        if (isPublication && decision.Kind is ResourceDecision.Accept && !decision.SecrecyReviewed && resource.Content.IsOpen())
        {
            RefuseWithoutSecrecyReview();
        }

        resource.Decide(decision.Kind, decision.Reason, current.Actor, Now);
        if (resource.State is ResourceState.Published)
        {
            Enter(resource, "resource.published", new
            {
                code = resource.Code,
                name = resource.Name,
                provider = resource.ProviderName,
                providerCode = resource.ProviderCode,
                shareType = resource.ShareType,
                openType = resource.OpenType,
                contentSha256 = StoredContent.DigestOf(resource.ContentJson),
                secrecyReviewed = decision.SecrecyReviewed,
                publishedAt = resource.PublishedAt,
            });
            await EnterDatasetAsync(resource, ct);
        }

        catalogue.Audit(ActionOf(resource.State), CompileResources.SubjectOf(resource), new { resource.Code, decision.SecrecyReviewed });
        await catalogue.SaveAsync(ct);
    }

    // By whoever made it or reviews publications: what must not be public comes down at once.
    public async Task WithdrawAsync(Guid id, string? reason, CancellationToken ct)
    {
        var resource = await desk.FindAsync(id, tracked: true, ct);
        if (resource.CreatedBy != current.Actor.Id && !current.Actor.May(CataloguePermissions.ReviewPublication))
        {
            throw ResourceRefusals.NotAllowed();
        }

        resource.Withdraw(reason, current.Actor, Now);
        Enter(resource, "resource.withdrawn", new
        {
            code = resource.Code,

            // What people write may have to be erased one day; the ledger cannot.
            reasonSha256 = StoredContent.DigestOf(reason!.Trim()),
            withdrawnAt = Now,
        });
        await EnterDatasetAsync(resource, ct);
        catalogue.Audit("ResourceWithdrawn", CompileResources.SubjectOf(resource), new { resource.Code });
        await catalogue.SaveAsync(ct);
    }

    private void Enter(Resource resource, string kind, object fact) => resource.EnteredAs(catalogue.QueueLedger(kind, $"resource:{resource.Code}", fact));

    // The cycle that a resource declares holds for its dataset, too; search and mirrors go by the dataset's entries.
    private async Task EnterDatasetAsync(Resource resource, CancellationToken ct)
    {
        if (resource is { DatasetId: { } id, UpdateCycle: not null }
            && await catalogue.Published.Where(d => d.Id == id).Select(d => new { d.Slug, d.Title }).SingleOrDefaultAsync(ct) is { } dataset)
        {
            catalogue.QueueLedger("dataset.described", $"dataset:{dataset.Slug}", new { dataset = dataset.Slug, title = dataset.Title, describedAt = Now });
        }
    }

    private void RefuseWithoutSecrecyReview()
    {
        const string Code = "resource.secrecy-review-missing";
        if (rules.InForce(Code, clock.LegalToday()) is { } rule)
        {
            throw ResourceRefusals.HasFindings(1, ResourceFindingView.Of(new ResourceFinding("secrecyReviewed", Code) { Rule = rule }).Message);
        }
    }

    private static string ActionOf(ResourceState state) => state switch
    {
        ResourceState.Registered => "ResourceRegistered",
        ResourceState.Published => "ResourcePublished",
        ResourceState.Returned => "ResourceReturned",
        _ => "ResourceRefused",
    };
}

// What a reviewer says. `SecrecyReviewed` is the reviewer's word that the secrecy review found nothing against publication.
internal sealed record Decision(ResourceDecision Kind, string? Reason, bool SecrecyReviewed);
