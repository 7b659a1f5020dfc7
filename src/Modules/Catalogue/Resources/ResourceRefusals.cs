using Gongxin.Kernel.Errors;

namespace Gongxin.Catalogue.Resources;

internal static class ResourceRefusals
{
    public static Refusal NotFound(string what) => new("resource.not-found", 404, what);

    public static Refusal Classified() => new("resource.classified", 422);

    public static Refusal NotChangeable(string state) => new("resource.not-changeable", 409, state);

    public static Refusal NotSubmittable(string state) => new("resource.not-submittable", 409, state);

    public static Refusal NotInReview(string state) => new("resource.not-in-review", 409, state);

    public static Refusal NotPublished(string state) => new("resource.not-published", 409, state);

    public static Refusal OwnReview() => new("resource.own-review", 403);

    public static Refusal NotAllowed() => new("identity.not-permitted", 403);

    public static Refusal ReasonMissing() => new("resource.reason-missing", 422);

    public static Refusal ReturnNotHere() => new("resource.return-not-here", 422);

    public static Refusal Stale() => new("resource.stale", 412);

    // What was found first stands in the text; all of it is answered by the findings of the resource.
    public static Refusal HasFindings(int count, string first) => new("resource.has-findings", 422, count, first);

    public static Refusal DatasetBound(string slug) => new("resource.dataset-bound", 409, slug);

    public static Refusal ImportNotFound(Guid id) => new("resource.import-not-found", 404, id);

    public static Refusal ImportNotATable() => new("resource.import-not-a-table", 422);

    public static Refusal ImportTooLarge(int max) => new("resource.import-too-large", 422, max);
}
