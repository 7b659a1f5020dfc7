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
}
