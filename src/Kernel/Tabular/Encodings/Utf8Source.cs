using System.Diagnostics.CodeAnalysis;
using Microsoft.Win32.SafeHandles;

namespace Gongxin.Kernel.Tabular.Encodings;

/// <summary>
/// A text file as a stream of UTF-8, whatever it is written in. Where the file has bytes that its encoding does not
/// know, the stream has <see cref="InvalidMark"/>, which is never part of UTF-8, so that readers can refuse that row.
/// </summary>
internal abstract class Utf8Source : IDisposable
{
    public const byte InvalidMark = 0xFF;

    /// <summary>Bytes of the file taken so far.</summary>
    public abstract long BytesRead { get; }

    [SuppressMessage("Reliability", "CA2000", Justification = "The source owns the handle and closes it.")]
    public static Utf8Source Open(string path, EncodingChoice choice)
    {
        var file = File.OpenHandle(path, options: FileOptions.SequentialScan);
        return choice.Encoding switch
        {
            TextEncoding.Utf16Le => new Utf16Source(file, choice.MarkLength, bigEndian: false),
            TextEncoding.Utf16Be => new Utf16Source(file, choice.MarkLength, bigEndian: true),
            TextEncoding.Gb18030 => new DoubleByteSource(file, DoubleByteTable.Gb18030, choice.AllValid),
            TextEncoding.Big5 => new DoubleByteSource(file, DoubleByteTable.Big5, choice.AllValid),
            _ => new PlainSource(file, choice.MarkLength),
        };
    }

    /// <summary>Fills as much of the buffer as is at hand; 0 only at the end of the file. The buffer holds at least 64 bytes.</summary>
    public abstract int Read(Span<byte> buffer);

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
    }
}

/// <summary>A source over a file.</summary>
internal abstract class FileSource(SafeFileHandle file, long offset) : Utf8Source
{
    private long _offset = offset;

    public sealed override long BytesRead => _offset;

    protected int ReadFile(Span<byte> buffer)
    {
        var read = RandomAccess.Read(file, buffer, _offset);
        _offset += read;
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        file.Dispose();
        base.Dispose(disposing);
    }
}

/// <summary>A file that is UTF-8 already.</summary>
internal sealed class PlainSource(SafeFileHandle file, long offset) : FileSource(file, offset)
{
    public override int Read(Span<byte> buffer) => ReadFile(buffer);
}
