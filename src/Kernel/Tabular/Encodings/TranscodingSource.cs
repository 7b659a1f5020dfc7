using Microsoft.Win32.SafeHandles;

namespace Gongxin.Kernel.Tabular.Encodings;

/// <summary>A source that reads blocks of the file and rewrites them as UTF-8, with memory for one block.</summary>
internal abstract class TranscodingSource(SafeFileHandle file, long offset) : FileSource(file, offset)
{
    private readonly byte[] _block = new byte[128 * 1024];
    private int _start;
    private int _end;
    private bool _final;

    public sealed override int Read(Span<byte> buffer)
    {
        while (true)
        {
            var written = 0;
            if (_start < _end)
            {
                _start += Transcode(_block.AsSpan(_start, _end - _start), buffer, _final, out written);
            }

            if (written > 0)
            {
                return written;
            }

            if (_final)
            {
                return 0;
            }

            Refill();
        }
    }

    /// <summary>
    /// Rewrites as many whole characters as fit and returns how many bytes it took. When <paramref name="final"/> is false
    /// it may leave a short rest that needs the bytes of the next block.
    /// </summary>
    protected abstract int Transcode(ReadOnlySpan<byte> from, Span<byte> to, bool final, out int written);

    private void Refill()
    {
        _block.AsSpan(_start, _end - _start).CopyTo(_block);
        _end -= _start;
        _start = 0;
        var read = ReadFile(_block.AsSpan(_end));
        _end += read;
        _final = read == 0;
    }
}
