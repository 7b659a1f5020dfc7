namespace Gongxin.Catalogue.Resources;

internal enum ResourceState
{
    Draft,
    Returned,
    RegistrationReview,
    RegistrationRefused,
    Registered,
    PublicationReview,
    PublicationRefused,
    Published,
    Withdrawn,
}

internal enum ResourceDecision
{
    Accept,
    Return,
    Refuse,
}

internal static class ResourceStates
{
    // While a review looks at it, and while the public does, the text stays as it is.
    public static bool IsChangeable(ResourceState state) =>
        state is not (ResourceState.RegistrationReview or ResourceState.PublicationReview or ResourceState.Published);

    public static bool IsInReview(ResourceState state) => state is ResourceState.RegistrationReview or ResourceState.PublicationReview;

    public static bool IsSubmittable(ResourceState state) =>
        state is ResourceState.Draft or ResourceState.Returned or ResourceState.Registered or ResourceState.PublicationRefused;

    // Code of the state in the list catalogue-workflow-states.
    public static string CodeOf(ResourceState state) => state switch
    {
        ResourceState.Draft => "DRAFT",
        ResourceState.Returned => "RETURNED",
        ResourceState.RegistrationReview => "REG_PENDING",
        ResourceState.RegistrationRefused => "REG_REJECTED",
        ResourceState.Registered => "REGISTERED",
        ResourceState.PublicationReview => "PUB_PENDING",
        ResourceState.PublicationRefused => "PUB_REJECTED",
        ResourceState.Published => "PUBLISHED",
        _ => "WITHDRAWN",
    };
}
