namespace Gongxin.Datastore.Exports;

// The export's buffer for writers that know only streams.
internal sealed class ExportStream(ExportBuffer to) : Stream
{
    public override bool CanRead => false;
    public override bool CanSeek => false;
    public override bool CanWrite => true;
    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Write(ReadOnlySpan<byte> buffer) => to.Write(buffer);

    public override void Write(byte[] buffer, int offset, int count) => to.Write(buffer.AsSpan(offset, count));

    public override void WriteByte(byte value) => to.Write(value);

    // The buffer sends what it has when it is full and at the end.
    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
