namespace Gongxin.Kernel.Tabular.Workbooks.Xls;

/// <summary>
/// A file that ends a reader which goes round in circles: the chains of sectors in a damaged compound file may have no end, so
/// what is read in all is bounded by a multiple of what there is.
/// </summary>
internal sealed class MeteredFile(string path) : FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 64 * 1024)
{
    private const int TimesMax = 64;
    private const long FreeBytes = 64 * 1024 * 1024;

    private long _read;

    public override int Read(byte[] buffer, int offset, int count) => Meter(base.Read(buffer, offset, count));

    public override int Read(Span<byte> buffer) => Meter(base.Read(buffer));

    private int Meter(int read)
    {
        _read += read;
        return _read > FreeBytes && _read / TimesMax > Length ? throw new InvalidDataException("The sectors of the file form a circle.") : read;
    }
}
