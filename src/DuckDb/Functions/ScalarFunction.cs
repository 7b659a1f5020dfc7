using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Gongxin.DuckDb.Native;

namespace Gongxin.DuckDb.Functions;

/// <summary>Computes rows 0 to <paramref name="rowCount"/>-1. May be called from several threads at once.</summary>
public delegate void ScalarBody(IReadOnlyList<VectorReader> arguments, VectorWriter result, int rowCount);

/// <summary>Managed scalar functions. As in <see cref="TableFunction"/>, callbacks let nothing escape into native code.</summary>
internal static unsafe class ScalarFunction
{
    internal static void Register(
        DuckDBConnection connection, string name, IReadOnlyList<DuckDBScalarType> parameters, DuckDBScalarType result, ScalarBody body)
    {
        var function = NativeMethods.CreateScalarFunction();
        try
        {
            NativeMethods.ScalarFunctionSetName(function, name);
            foreach (var parameter in parameters)
            {
                Use(parameter, type => NativeMethods.ScalarFunctionAddParameter(function, type));
            }

            Use(result, type => NativeMethods.ScalarFunctionSetReturnType(function, type));
            var registration = new Registration(connection.Instance, parameters.Count, result, body);
            NativeMethods.ScalarFunctionSetExtraInfo(function, GCHandle.ToIntPtr(GCHandle.Alloc(registration)), &Release);
            NativeMethods.ScalarFunctionSetBind(function, &Bind);
            NativeMethods.ScalarFunctionSetFunction(function, &Call);
            if (NativeMethods.RegisterScalarFunction(connection.Handle, function) != NativeMethods.Success)
            {
                throw new DuckDBException($"The function {name} could not be registered.", DuckDBErrorType.Catalog);
            }
        }
        finally
        {
            NativeMethods.DestroyScalarFunction(ref function);
        }
    }

    private static void Use(DuckDBScalarType type, Action<nint> use)
    {
        var native = type.CreateNative();
        use(native);
        NativeMethods.DestroyLogicalType(ref native);
    }

    // The bound data is only the connection's number plus one (zero would be "none"): nothing to free, nothing to copy.
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Bind(nint info)
    {
        NativeMethods.ScalarFunctionBindGetClientContext(info, out var context);
        var id = NativeMethods.ClientContextGetConnectionId(context);
        NativeMethods.DestroyClientContext(ref context);
        NativeMethods.ScalarFunctionSetBindData(info, (nint)(id + 1), 0);
        NativeMethods.ScalarFunctionSetBindDataCopy(info, &Copy);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static nint Copy(nint data) => data;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Call(nint info, nint input, nint output)
    {
        var registration = (Registration)GCHandle.FromIntPtr(NativeMethods.ScalarFunctionGetExtraInfo(info)).Target!;
        try
        {
            var arguments = new VectorReader[registration.ParameterCount];
            for (var i = 0; i < arguments.Length; i++)
            {
                var vector = NativeMethods.DataChunkGetVector(input, (ulong)i);
                arguments[i] = new VectorReader(VectorLayout.Take(NativeMethods.VectorGetColumnType(vector)));
                arguments[i].Attach(vector);
            }

            var result = new VectorWriter(registration.Result);
            result.Attach(output);
            registration.Body(arguments, result, (int)NativeMethods.DataChunkGetSize(input));
        }
        catch (Exception exception)
        {
            registration.FailureOf(NativeMethods.ScalarFunctionGetBindData(info))?.Record(exception);
            NativeMethods.ScalarFunctionSetError(info, TableFunction.Message(exception));
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Release(nint data) => GCHandle.FromIntPtr(data).Free();

    private sealed class Registration(DuckDbInstance instance, int parameterCount, DuckDBScalarType result, ScalarBody body)
    {
        private readonly WeakReference<DuckDbInstance> _instance = new(instance);

        internal int ParameterCount => parameterCount;
        internal DuckDBScalarType Result => result;
        internal ScalarBody Body => body;

        internal CallbackFailure? FailureOf(nint boundData) =>
            _instance.TryGetTarget(out var owner) ? owner.FailureOf((ulong)boundData - 1) : null;
    }
}
