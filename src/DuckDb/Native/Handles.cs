using System.Runtime.InteropServices;

namespace Gongxin.DuckDb.Native;

internal sealed class DatabaseHandle() : SafeHandle(0, ownsHandle: true)
{
    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        NativeMethods.Close(ref handle);
        return true;
    }
}

internal sealed class ConnectionHandle() : SafeHandle(0, ownsHandle: true)
{
    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        NativeMethods.Disconnect(ref handle);
        return true;
    }
}

internal sealed class PreparedHandle() : SafeHandle(0, ownsHandle: true)
{
    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        NativeMethods.DestroyPrepare(ref handle);
        return true;
    }
}

internal sealed class AppenderHandle() : SafeHandle(0, ownsHandle: true)
{
    public override bool IsInvalid => handle == 0;

    // Destroying flushes; rows of an appender that was not completed must not appear, so they are cleared first.
    protected override bool ReleaseHandle() => NativeMethods.AppenderDestroy(ref handle) == NativeMethods.Success;
}

/// <summary>A result structure in native memory, so that its address is stable and it is destroyed once.</summary>
internal sealed unsafe class ResultHandle : SafeHandle
{
    public ResultHandle()
        : base(0, ownsHandle: true) =>
        SetHandle((nint)NativeMemory.AllocZeroed((nuint)sizeof(NativeResult)));

    public override bool IsInvalid => handle == 0;

    internal NativeResult* Pointer => (NativeResult*)handle;

    protected override bool ReleaseHandle()
    {
        NativeMethods.DestroyResult((NativeResult*)handle);
        NativeMemory.Free((void*)handle);
        return true;
    }
}

internal sealed class DataChunkHandle : SafeHandle
{
    internal DataChunkHandle(nint chunk)
        : base(0, ownsHandle: true) =>
        SetHandle(chunk);

    public override bool IsInvalid => handle == 0;

    internal nint Pointer => handle;

    protected override bool ReleaseHandle()
    {
        NativeMethods.DestroyDataChunk(ref handle);
        return true;
    }
}

internal static class NativeText
{
    internal static string? Of(nint utf8) => Marshal.PtrToStringUTF8(utf8);

    /// <summary>Copies a string that the caller owns, and frees it.</summary>
    internal static string? Take(nint utf8)
    {
        if (utf8 == 0)
        {
            return null;
        }

        var text = Marshal.PtrToStringUTF8(utf8);
        NativeMethods.Free(utf8);
        return text;
    }
}
