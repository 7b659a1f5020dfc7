using System.Buffers.Binary;

namespace Gongxin.Kernel.Ledger;

// Ids of queued entries in the order in which this process made them. Version 7 UUIDs alone are in order of their
// millisecond only; the twelve bits behind it serve as a counter (RFC 9562, section 6.2, method 1).
internal sealed class ActOrder
{
    private const int CounterMax = 0xFFF;
    private const int VersionBits = 0x7000;

    // A clock that was set back by more than this is followed rather than outrun.
    private const long ClockStepMilliseconds = 10_000;

    private readonly Lock _guard = new();
    private long _milliseconds;
    private int _counter;

    // The order of everything that this process writes.
    public static ActOrder OfProcess { get; } = new();

    public Guid Next(DateTimeOffset now)
    {
        Span<byte> bytes = stackalloc byte[16];
        Guid.CreateVersion7(now).TryWriteBytes(bytes, bigEndian: true, out _);
        lock (_guard)
        {
            var milliseconds = now.ToUnixTimeMilliseconds();
            if (milliseconds > _milliseconds || milliseconds < _milliseconds - ClockStepMilliseconds)
            {
                (_milliseconds, _counter) = (milliseconds, 0);
            }
            else if (++_counter > CounterMax)
            {
                (_milliseconds, _counter) = (_milliseconds + 1, 0);
            }

            BinaryPrimitives.WriteUInt16BigEndian(bytes, (ushort)(_milliseconds >> 32));
            BinaryPrimitives.WriteUInt32BigEndian(bytes[2..], (uint)_milliseconds);
            BinaryPrimitives.WriteUInt16BigEndian(bytes[6..], (ushort)(VersionBits | _counter));
        }

        return new Guid(bytes, bigEndian: true);
    }
}
