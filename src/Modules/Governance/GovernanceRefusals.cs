using Gongxin.Governance.Invitations;
using Gongxin.Governance.Notices;
using Gongxin.Kernel.Errors;
using Microsoft.AspNetCore.Http;

namespace Gongxin.Governance;

internal static class GovernanceRefusals
{
    /// <summary>More entries were asked for than one answer holds.</summary>
    public static Refusal EntriesOutOfRange(int max) => new("ledger.entries-out-of-range", StatusCodes.Status400BadRequest, max);

    /// <summary>Two sizes between which there is no proof.</summary>
    public static Refusal SizesOutOfRange(long size) => new("ledger.sizes-out-of-range", StatusCodes.Status400BadRequest, size);

    /// <summary>The file is longer than any proof.</summary>
    public static Refusal ProofTooLarge(int bytesMax) => new("ledger.proof-too-large", StatusCodes.Status413PayloadTooLarge, bytesMax);

    /// <summary>No such notice, or it is somebody else's.</summary>
    public static Refusal NoticeNotFound(Guid id) => new("notices.not-found", StatusCodes.Status404NotFound, id);

    public static Refusal NoticeWayNotFound(Guid id) => new("notices.way-not-found", StatusCodes.Status404NotFound, id);

    /// <summary>No mail address, or no https address of a webhook.</summary>
    public static Refusal NoticeAddressNotGood(string address) => new("notices.address-not-good", StatusCodes.Status400BadRequest, address);

    public static Refusal TooManyNoticeWays(int max) => new("notices.too-many-ways", StatusCodes.Status409Conflict, max);

    public static Refusal DeliveryNotFound(Guid id) => new("notices.delivery-not-found", StatusCodes.Status404NotFound, id);

    /// <summary>Only what was given up is sent again by hand.</summary>
    public static Refusal DeliveryNotDead(DeliveryState state) => new("notices.delivery-not-dead", StatusCodes.Status409Conflict, state);

    /// <summary>No such operation, or it is somebody else's.</summary>
    public static Refusal OperationNotFound(Guid id) => new("operation.not-found", StatusCodes.Status404NotFound, id);

    /// <summary>Name and password do not belong together, or the account is closed: the same answer for all of it.</summary>
    public static Refusal SignInFailed() => new("identity.sign-in-failed", StatusCodes.Status401Unauthorized);

    /// <summary>The second factor's code is wrong, old or used.</summary>
    public static Refusal CodeWrong() => new("identity.code-wrong", StatusCodes.Status401Unauthorized);

    /// <summary>The time between password and code is over.</summary>
    public static Refusal StepExpired() => new("identity.step-expired", StatusCodes.Status400BadRequest);

    /// <summary>A code of the second factor has to come with the password.</summary>
    public static Refusal CodeNeeded() => new("identity.code-needed", StatusCodes.Status401Unauthorized);

    /// <summary>Only a person has sessions, a password and a second factor; a key has none.</summary>
    public static Refusal NoPerson() => new("identity.no-person", StatusCodes.Status403Forbidden);

    /// <summary>Without a mail server and the site's own address, no link is mailed.</summary>
    public static Refusal NoMailSetUp() => new("recovery.no-mail", StatusCodes.Status409Conflict);

    /// <summary>The link to confirm an address was used, is too old, or belongs to another account.</summary>
    public static Refusal ConfirmationSpent() => new("recovery.confirmation-spent", StatusCodes.Status400BadRequest);

    /// <summary>The mail server was not to be reached, or did not take it.</summary>
    public static Refusal MailNotSent(string fault) => new("recovery.mail-not-sent", StatusCodes.Status503ServiceUnavailable, fault);

    /// <summary>What the identity service answered is not good, or its person may not come in.</summary>
    public static Refusal ServiceRefused() => new("identity.service-refused", StatusCodes.Status401Unauthorized);

    /// <summary>The identity is bound to an account, or the account has one of this service.</summary>
    public static Refusal IdentityBound() => new("identity.bound-already", StatusCodes.Status409Conflict);

    public static Refusal IdentityNotBound() => new("identity.not-bound", StatusCodes.Status404NotFound);

    /// <summary>The last way into an account is not taken away.</summary>
    public static Refusal PasswordNeeded() => new("identity.password-needed", StatusCodes.Status409Conflict);

    /// <summary>The link was used, is too old, or is none.</summary>
    public static Refusal LinkSpent() => new("account.link-spent", StatusCodes.Status400BadRequest);

    public static Refusal AccountNotFound(Guid id) => new("account.not-found", StatusCodes.Status404NotFound, id);

    /// <summary>Letters, digits, dot, dash and underscore; beginning with a letter.</summary>
    public static Refusal NameNotGood(int min, int max) => new("account.name-not-good", StatusCodes.Status400BadRequest, min, max);

    public static Refusal NameTaken(string name) => new("account.name-taken", StatusCodes.Status409Conflict, name);

    /// <summary>Full name, e-mail address or mobile number is too long or has the wrong form.</summary>
    public static Refusal ContactNotGood(string field) => new("account.contact-not-good", StatusCodes.Status400BadRequest, field);

    /// <summary>Nobody closes the own account or takes the own second factor away as an administrator.</summary>
    public static Refusal OwnAccount() => new("account.own", StatusCodes.Status409Conflict);

    public static Refusal RoleUnknown(string role) => new("grant.role-unknown", StatusCodes.Status400BadRequest, role);

    public static Refusal RegionNotGood(string region) => new("grant.region-not-good", StatusCodes.Status400BadRequest, region);

    public static Refusal OrganisationNotGood(string id) => new("grant.organisation-not-good", StatusCodes.Status400BadRequest, id);

    /// <summary>It would end before it begins.</summary>
    public static Refusal PeriodNotGood() => new("grant.period-not-good", StatusCodes.Status400BadRequest);

    /// <summary>Nobody grants to or takes from themselves.</summary>
    public static Refusal OwnGrant() => new("grant.own", StatusCodes.Status409Conflict);

    /// <summary>System, security and audit administration are three people.</summary>
    public static Refusal TwoAdministrators(string held) => new("grant.two-administrators", StatusCodes.Status409Conflict, held);

    public static Refusal GrantNotFound(Guid id) => new("grant.not-found", StatusCodes.Status404NotFound, id);

    /// <summary>No such organisation, or none that the grant of whoever asks reaches.</summary>
    public static Refusal OrganisationNotFound(string organisation) => new("invitation.organisation-not-found", StatusCodes.Status404NotFound, organisation);

    /// <summary>Nobody invites to more than they may grant, and nobody to administration.</summary>
    public static Refusal RoleBeyond(string role) => new("invitation.role-beyond", StatusCodes.Status403Forbidden, role);

    /// <summary>Days, mail address or end of the role are not good.</summary>
    public static Refusal InvitationNotGood(string field) => new("invitation.not-good", StatusCodes.Status400BadRequest, field);

    public static Refusal InvitationNotFound(Guid id) => new("invitation.not-found", StatusCodes.Status404NotFound, id);

    /// <summary>It was accepted or withdrawn, is too old, or its inviter may no longer grant it.</summary>
    public static Refusal InvitationOver() => new("invitation.over", StatusCodes.Status409Conflict);

    /// <summary>The role is held for this organisation already.</summary>
    public static Refusal HeldAlready(string role) => new("invitation.held-already", StatusCodes.Status409Conflict, role);

    public static Refusal MembershipNotFound(Guid id) => new("membership.not-found", StatusCodes.Status404NotFound, id);

    /// <summary>A reason is missing, or too long.</summary>
    public static Refusal MembershipNotGood(string field) => new("membership.not-good", StatusCodes.Status400BadRequest, field);

    /// <summary>It was decided or withdrawn.</summary>
    public static Refusal MembershipOver(MembershipState state) => new("membership.over", StatusCodes.Status409Conflict, state);

    /// <summary>The same is asked for and waits.</summary>
    public static Refusal MembershipAsked() => new("membership.asked-already", StatusCodes.Status409Conflict);

    public static Refusal SessionNotFound(Guid id) => new("session.not-found", StatusCodes.Status404NotFound, id);

    public static Refusal ApplicationNotFound(Guid id) => new("application.not-found", StatusCodes.Status404NotFound, id);

    /// <summary>Name, expiry or permissions of an application are not good.</summary>
    public static Refusal ApplicationNotGood(string field) => new("application.not-good", StatusCodes.Status400BadRequest, field);
}
