namespace Gongxin.Kernel.Data;

/// <summary>
/// Numbers the states of what this process shows. The number grows with every change that this process commits, at once, and
/// with every change that another process of the node commits, as soon as <see cref="RevisionWatch"/> sees it. What was read
/// under a number may be shown while that number stands (decision 0010).
/// </summary>
public sealed class PublicRevision(TimeProvider clock)
{
    // Who has not looked at the database for so long does not know what others have changed.
    private static readonly TimeSpan AgeMax = TimeSpan.FromSeconds(30);

    private const long Never = long.MinValue;

    private long _number;
    private long _lookedAt = Never;

    /// <summary>The number of now; null where nobody watches for the changes of others, so that nothing may be kept.</summary>
    public long? Current
    {
        get
        {
            var lookedAt = Volatile.Read(ref _lookedAt);
            return lookedAt != Never && clock.GetElapsedTime(lookedAt) <= AgeMax ? Volatile.Read(ref _number) : null;
        }
    }

    /// <summary>Ends what was kept: something has changed.</summary>
    public void Advance() => Interlocked.Increment(ref _number);

    // The changes of others up to this timestamp are known.
    internal void Looked(long timestamp) => Volatile.Write(ref _lookedAt, timestamp);
}
