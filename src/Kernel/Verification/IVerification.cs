namespace Gongxin.Kernel.Verification;

/// <summary>
/// Something that <c>gongxin verify</c> walks through: the ledger, and whatever a module keeps that the ledger vouches
/// for. It reads only, and may be run beside a serving node.
/// </summary>
public interface IVerification
{
    /// <summary>Short name for the report, e.g. <c>ledger</c>.</summary>
    string Name { get; }

    /// <summary>Yields every fault that it finds and goes on; names the thing that is wrong, and only that.</summary>
    IAsyncEnumerable<VerificationFault> RunAsync(IProgress<VerificationProgress> progress, CancellationToken ct);
}

/// <summary>Something that is not as it was left.</summary>
/// <param name="Subject">What is wrong, e.g. <c>entry:17</c> or <c>dataset:china-villages/3</c>.</param>
/// <param name="Code">How it is wrong, a code with a text, e.g. <c>ledger.entry-changed</c>.</param>
/// <param name="Args">Values for the placeholders of the text.</param>
public sealed record VerificationFault(string Subject, string Code, params object[] Args);

/// <summary>How many things were looked at, of how many.</summary>
public readonly record struct VerificationProgress(long Done, long? Total);
