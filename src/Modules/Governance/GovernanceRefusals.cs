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

    /// <summary>No such operation, or it is somebody else's.</summary>
    public static Refusal OperationNotFound(Guid id) => new("operation.not-found", StatusCodes.Status404NotFound, id);
}
