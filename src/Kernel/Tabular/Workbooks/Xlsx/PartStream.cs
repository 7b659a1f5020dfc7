using System.IO.Compression;

namespace Gongxin.Kernel.Tabular.Workbooks.Xlsx;

/// <summary>
/// The unpacked bytes of a part, with a bound on how many they are and a check at their end that they are the ones that were
/// packed: the library that unpacks them compares neither length nor checksum.
/// </summary>
internal sealed class PartStream(Stream unpacked, ZipArchiveEntry entry, string part, WorkbookLimits limits) : Stream
{
    private readonly Crc32 _checksum = new();
    private bool _ended;

    /// <summary>Bytes unpacked so far.</summary>
    public long Unpacked { get; private set; }

    /// <summary>Bytes of the file that were consumed so far, as near as the library lets us know.</summary>
    public long Packed => entry.Length <= 0 ? 0 : (long)((double)entry.CompressedLength * Math.Min(Unpacked, entry.Length) / entry.Length);

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty || _ended)
        {
            return 0;
        }

        int read;
        try
        {
            read = unpacked.Read(buffer);
        }
        catch (Exception e) when (WorkbookFault.IsDamage(e))
        {
            throw WorkbookFault.Corrupt(part, e);
        }

        _checksum.Add(buffer[..read]);
        Unpacked += read;
        CheckSize();
        if (read == 0)
        {
            CheckEnd();
        }

        return read;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            unpacked.Dispose();
        }

        base.Dispose(disposing);
    }

    private void CheckSize()
    {
        if (Unpacked > limits.PartBytesMax)
        {
            throw WorkbookFault.TooLarge(part, limits.PartBytesMax);
        }

        if (Unpacked > limits.RatioFreeBytes && Unpacked / limits.RatioMax > entry.CompressedLength)
        {
            throw WorkbookFault.TooLarge(part, entry.CompressedLength * limits.RatioMax);
        }
    }

    private void CheckEnd()
    {
        _ended = true;
        if (Unpacked != entry.Length || _checksum.Value != entry.Crc32)
        {
            throw WorkbookFault.Corrupt(part);
        }
    }
}
