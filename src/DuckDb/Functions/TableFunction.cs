using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Gongxin.DuckDb.Native;

namespace Gongxin.DuckDb.Functions;

/// <summary>
/// The one table function through which DuckDB reads every <see cref="TableSource"/>. DuckDB's catalogue cannot drop a
/// registered function, so sources are told apart by a key, not by a function each.
/// Each callback is the outermost managed frame on a native thread: whatever it threw onwards would end the process, so
/// here, and only here, everything is caught and handed on.
/// </summary>
internal static unsafe class TableFunction
{
    internal const string Name = "managed_rows";

    internal static void Register(DuckDbInstance instance, DuckDBConnection connection)
    {
        var function = NativeMethods.CreateTableFunction();
        var key = NativeMethods.CreateLogicalType(DuckDBType.BigInt);
        try
        {
            NativeMethods.TableFunctionSetName(function, Name);
            NativeMethods.TableFunctionAddParameter(function, key);
            // Weak, or the database would keep its owner alive.
            NativeMethods.TableFunctionSetExtraInfo(function, GCHandle.ToIntPtr(GCHandle.Alloc(instance, GCHandleType.Weak)), &Release);
            NativeMethods.TableFunctionSetBind(function, &Bind);
            NativeMethods.TableFunctionSetInit(function, &Init);
            NativeMethods.TableFunctionSetFunction(function, &Fill);
            if (NativeMethods.RegisterTableFunction(connection.Handle, function) != NativeMethods.Success)
            {
                throw new DuckDBException("The function for managed rows could not be registered.", DuckDBErrorType.Internal);
            }
        }
        finally
        {
            NativeMethods.DestroyLogicalType(ref key);
            NativeMethods.DestroyTableFunction(ref function);
        }
    }

    internal static string Message(Exception exception) => $"{exception.GetType().Name}: {exception.Message}";

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Bind(nint info)
    {
        CallbackFailure? failure = null;
        try
        {
            var instance = (DuckDbInstance?)GCHandle.FromIntPtr(NativeMethods.BindGetExtraInfo(info)).Target
                ?? throw new ObjectDisposedException(nameof(DuckDbInstance));
            failure = FailureOf(instance, info);
            var source = instance.FindSource(KeyOf(info)) ?? throw new InvalidOperationException("The managed rows are no longer exposed.");
            foreach (var column in source.Columns)
            {
                var type = column.Type.CreateNative();
                NativeMethods.BindAddResultColumn(info, column.Name, type);
                NativeMethods.DestroyLogicalType(ref type);
            }

            if (source.RowCount is { } rows)
            {
                NativeMethods.BindSetCardinality(info, (ulong)rows, isExact: 0);
            }

            NativeMethods.BindSetBindData(info, GCHandle.ToIntPtr(GCHandle.Alloc(new Bound(source, failure))), &Release);
        }
        catch (Exception exception)
        {
            failure?.Record(exception);
            NativeMethods.BindSetError(info, Message(exception));
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Init(nint info)
    {
        var bound = (Bound)GCHandle.FromIntPtr(NativeMethods.InitGetBindData(info)).Target!;
        try
        {
            var scan = new Scan(bound.Source.OpenScan(), new DuckDBChunk(bound.Source.Columns.Select(c => c.Type)), bound.Failure);
            NativeMethods.InitSetMaxThreads(info, 1);
            NativeMethods.InitSetInitData(info, GCHandle.ToIntPtr(GCHandle.Alloc(scan)), &ReleaseScan);
        }
        catch (Exception exception)
        {
            bound.Failure?.Record(exception);
            NativeMethods.InitSetError(info, Message(exception));
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Fill(nint info, nint output)
    {
        var scan = (Scan)GCHandle.FromIntPtr(NativeMethods.FunctionGetInitData(info)).Target!;
        try
        {
            scan.Chunk.Attach(output);
            var rows = scan.Rows.Fill(scan.Chunk);
            if ((uint)rows > DuckDBChunk.RowsMax)
            {
                throw new InvalidOperationException("A scan filled more rows than a chunk has.");
            }

            NativeMethods.DataChunkSetSize(output, (ulong)rows);
        }
        catch (Exception exception)
        {
            scan.Failure?.Record(exception);
            NativeMethods.FunctionSetError(info, Message(exception));
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Release(nint data) => GCHandle.FromIntPtr(data).Free();

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void ReleaseScan(nint data)
    {
        var handle = GCHandle.FromIntPtr(data);
        var scan = (Scan)handle.Target!;
        handle.Free();
        try
        {
            scan.Rows.Dispose();
        }
        catch (Exception exception)
        {
            scan.Failure?.Record(exception);
        }
    }

    private static long KeyOf(nint info)
    {
        var value = NativeMethods.BindGetParameter(info, 0);
        var key = NativeMethods.GetInt64(value);
        NativeMethods.DestroyValue(ref value);
        return key;
    }

    private static CallbackFailure? FailureOf(DuckDbInstance instance, nint info)
    {
        NativeMethods.BindGetClientContext(info, out var context);
        var id = NativeMethods.ClientContextGetConnectionId(context);
        NativeMethods.DestroyClientContext(ref context);
        return instance.FailureOf(id);
    }

    private sealed record Bound(TableSource Source, CallbackFailure? Failure);

    private sealed record Scan(TableScan Rows, DuckDBChunk Chunk, CallbackFailure? Failure);
}
