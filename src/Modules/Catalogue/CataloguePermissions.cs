using Gongxin.Kernel.Identity;

namespace Gongxin.Catalogue;

public static class CataloguePermissions
{
    // Names are constants so that pages can state them in an attribute.
    public const string LoadName = "catalogue.load";

    public const string WithdrawName = "catalogue.withdraw";
    public const string CompileName = "catalogue.compile-resources";
    public const string ReviewRegistrationName = "catalogue.review-registration";
    public const string ReviewPublicationName = "catalogue.review-publication";

    public static readonly Permission Load = new(LoadName);

    // Takes versions and datasets back.
    public static readonly Permission Withdraw = new(WithdrawName);

    // Makes, changes and submits information resources.
    public static readonly Permission Compile = new(CompileName);

    // The two reviews of information resources, by people who did not make them.
    public static readonly Permission ReviewRegistration = new(ReviewRegistrationName);
    public static readonly Permission ReviewPublication = new(ReviewPublicationName);

    public const string ReviewReleaseName = "catalogue.review-release";

    // Decides about data that is held because of what was found in it.
    public static readonly Permission ReviewRelease = new(ReviewReleaseName);

    public const string ReadHeldName = "catalogue.read-held";

    // Reads what is held and what was decided about it.
    public static readonly Permission ReadHeld = new(ReadHeldName);

    public const string SearchName = "catalogue.search";

    // Edits the synonyms, checks the search index and has it made anew.
    public static readonly Permission Search = new(SearchName);

    public const string WatchName = "catalogue.watch-updates";

    // Is told of updates that stay overdue.
    public static readonly Permission Watch = new(WatchName);

    public static IReadOnlyList<Permission> All { get; } = [Load, Withdraw, Compile, ReviewRegistration, ReviewPublication, ReviewRelease, ReadHeld, Search, Watch];
}
