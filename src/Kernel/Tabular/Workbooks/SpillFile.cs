using Microsoft.Win32.SafeHandles;

namespace Gongxin.Kernel.Tabular.Workbooks;

/// <summary>A temporary file for what memory is not to hold. It goes away with this object, or with the process.</summary>
internal sealed class SpillFile : IDisposable
{
    private readonly SafeFileHandle _file;
    private readonly Utf8Buffer _pending = new(64 * 1024);
    private long _written;

    public SpillFile()
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        _file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Delete, FileOptions.DeleteOnClose);
        if (!OperatingSystem.IsWindows())
        {
            // An open file without a name: nothing is left even when the process is killed.
            File.Delete(path);
        }
    }

    public void Append(ReadOnlySpan<byte> bytes)
    {
        _pending.Append(bytes);
        if (_pending.Length >= 64 * 1024)
        {
            Flush();
        }
    }

    public void Flush()
    {
        RandomAccess.Write(_file, _pending.Written, _written);
        _written += _pending.Length;
        _pending.Clear();
    }

    /// <summary>Fills the buffer as far as the file reaches.</summary>
    public int Read(Span<byte> to, long start)
    {
        var total = 0;
        while (total < to.Length && RandomAccess.Read(_file, to[total..], start + total) is > 0 and var read)
        {
            total += read;
        }

        return total;
    }

    public void Dispose() => _file.Dispose();
}
