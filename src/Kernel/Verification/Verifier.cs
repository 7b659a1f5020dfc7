namespace Gongxin.Kernel.Verification;

/// <summary>What one verification came to.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Checked">How many things it looked at.</param>
/// <param name="Faults">What it found wrong.</param>
public sealed record VerificationReport(string Name, long Checked, IReadOnlyList<VerificationFault> Faults)
{
    public bool IsClean => Faults.Count == 0;
}

/// <summary>Runs every verification that the Kernel and the modules registered, one after the other.</summary>
public sealed class Verifier(IEnumerable<IVerification> verifications)
{
    /// <summary>More are counted and not kept: a broken disk can make millions of them.</summary>
    public const int FaultsMax = 10_000;

    /// <param name="progress">Told the name of the running verification and how far it is.</param>
    /// <param name="ct">Cancels.</param>
    public async IAsyncEnumerable<VerificationReport> RunAsync(
        Action<string, VerificationProgress>? progress, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var verification in verifications)
        {
            var latest = new Latest(verification.Name, progress);
            var faults = new List<VerificationFault>();
            var more = 0L;
            await foreach (var fault in verification.RunAsync(latest, ct))
            {
                if (faults.Count < FaultsMax)
                {
                    faults.Add(fault);
                }
                else
                {
                    more++;
                }
            }

            if (more > 0)
            {
                faults.Add(new VerificationFault(verification.Name, "verify.more", more));
            }

            yield return new VerificationReport(verification.Name, latest.Value.Done, faults);
        }
    }

    // In the caller's thread, unlike Progress<T>: the last report must be there when the run is over.
    private sealed class Latest(string name, Action<string, VerificationProgress>? progress) : IProgress<VerificationProgress>
    {
        public VerificationProgress Value { get; private set; }

        public void Report(VerificationProgress value)
        {
            Value = value;
            progress?.Invoke(name, value);
        }
    }
}
