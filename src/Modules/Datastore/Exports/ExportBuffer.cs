using System.Buffers;
using System.Security.Cryptography;

namespace Gongxin.Datastore.Exports;

// The bytes of a file on their way out: gathered in one buffer, counted and digested as they leave.
internal sealed class ExportBuffer(Stream to) : IBufferWriter<byte>, IDisposable
{
    private const int Size = 256 * 1024;

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private byte[] _bytes = new byte[Size];
    private int _used;

    public long Length { get; private set; }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        MakeRoom(sizeHint);
        return _bytes.AsSpan(_used);
    }

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        MakeRoom(sizeHint);
        return _bytes.AsMemory(_used);
    }

    public void Advance(int count) => _used += count;

    public void Write(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > _bytes.Length - _used)
        {
            Flush();
            if (bytes.Length > _bytes.Length)
            {
                Send(bytes);
                return;
            }
        }

        bytes.CopyTo(_bytes.AsSpan(_used));
        _used += bytes.Length;
    }

    public void Write(byte one)
    {
        if (_used == _bytes.Length)
        {
            Flush();
        }

        _bytes[_used++] = one;
    }

    public void Flush()
    {
        Send(_bytes.AsSpan(0, _used));
        _used = 0;
    }

    // Sends the rest and gives the digest of everything that was sent.
    public string End()
    {
        Flush();
        to.Flush();
        return Convert.ToHexStringLower(_hash.GetHashAndReset());
    }

    public void Dispose() => _hash.Dispose();

    private void Send(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            return;
        }

        to.Write(bytes);
        _hash.AppendData(bytes);
        Length += bytes.Length;
    }

    private void MakeRoom(int size)
    {
        var needed = Math.Max(size, 1);
        if (needed <= _bytes.Length - _used)
        {
            return;
        }

        Flush();
        if (needed > _bytes.Length)
        {
            _bytes = new byte[needed];
        }
    }
}
