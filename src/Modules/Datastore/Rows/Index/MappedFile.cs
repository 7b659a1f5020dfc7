using System.IO.MemoryMappedFiles;
using Microsoft.Win32.SafeHandles;

namespace Gongxin.Datastore.Rows.Index;

// A file as memory. The pages belong to the system's cache, not to the process; nobody may hold a pointer after Dispose.
internal sealed unsafe class MappedFile : IDisposable
{
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;
    private readonly SafeMemoryMappedViewHandle _handle;

    private MappedFile(FileStream file, long length, MemoryMappedFileAccess access)
    {
        Length = length;
        _file = MemoryMappedFile.CreateFromFile(file, null, length, access, HandleInheritability.None, leaveOpen: false);
        _view = _file.CreateViewAccessor(0, length, access);
        _handle = _view.SafeMemoryMappedViewHandle;
        byte* start = null;
        _handle.AcquirePointer(ref start);
        Start = start + _view.PointerOffset;
    }

    public byte* Start { get; }
    public long Length { get; }

    public static MappedFile OpenRead(string path)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1);
        return new MappedFile(file, file.Length, MemoryMappedFileAccess.Read);
    }

    public static MappedFile Create(string path, long length)
    {
        var file = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read | FileShare.Delete, 1);
        return new MappedFile(file, length, MemoryMappedFileAccess.ReadWrite);
    }

    public void Dispose()
    {
        _handle.ReleasePointer();
        _view.Dispose();
        _file.Dispose();
    }
}
