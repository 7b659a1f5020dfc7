namespace Gongxin.Kernel.Tabular.Workbooks;

/// <summary>Bytes that grow as needed and are used again and again.</summary>
internal sealed class Utf8Buffer(int capacity = 1024)
{
    private byte[] _bytes = new byte[capacity];

    public int Length { get; private set; }

    public Span<byte> Written => _bytes.AsSpan(0, Length);

    public Span<byte> this[int start, int length] => _bytes.AsSpan(start, length);

    public void Clear() => Length = 0;

    public void Truncate(int length) => Length = length;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Reserve(bytes.Length));
        Length += bytes.Length;
    }

    public void Append(byte one)
    {
        Reserve(1)[0] = one;
        Length++;
    }

    /// <summary>Room to write into; <see cref="Commit"/> makes the first bytes of it count.</summary>
    public Span<byte> Reserve(int length)
    {
        if (length > _bytes.Length - Length)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, checked(Length + length)));
        }

        return _bytes.AsSpan(Length);
    }

    public void Commit(int length) => Length += length;
}
