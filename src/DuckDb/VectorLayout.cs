using Gongxin.DuckDb.Native;

namespace Gongxin.DuckDb;

/// <summary>What a column's vectors look like: read once per result.</summary>
internal sealed class VectorLayout
{
    private VectorLayout(DuckDBType type) => Type = type;

    internal DuckDBType Type { get; }

    /// <summary>How values are stored when the type alone does not say (decimals, enums).</summary>
    internal DuckDBType Storage { get; private init; }

    internal byte Width { get; private init; }
    internal byte Scale { get; private init; }
    internal string[] Names { get; private init; } = [];
    internal VectorLayout[] Children { get; private init; } = [];
    internal int ArraySize { get; private init; }

    /// <summary>Reads and destroys a logical type.</summary>
    internal static VectorLayout Take(nint logicalType)
    {
        try
        {
            return Read(logicalType);
        }
        finally
        {
            NativeMethods.DestroyLogicalType(ref logicalType);
        }
    }

    private static VectorLayout Read(nint native)
    {
        var type = NativeMethods.GetTypeId(native);
        switch (type)
        {
            case DuckDBType.Decimal:
                var width = NativeMethods.DecimalWidth(native);
                return new(type) { Width = width, Scale = NativeMethods.DecimalScale(native), Storage = StorageOfDecimal(width) };
            case DuckDBType.Enum:
                return new(type) { Storage = NativeMethods.EnumInternalType(native), Names = EnumNames(native) };
            case DuckDBType.List:
                return new(type) { Children = [Take(NativeMethods.ListTypeChildType(native))] };
            case DuckDBType.Array:
                return new(type)
                {
                    Children = [Take(NativeMethods.ArrayTypeChildType(native))],
                    ArraySize = (int)NativeMethods.ArrayTypeSize(native),
                };
            case DuckDBType.Map:
                return new(type) { Children = [Take(NativeMethods.MapTypeKeyType(native)), Take(NativeMethods.MapTypeValueType(native))] };
            case DuckDBType.Struct:
                return ReadStruct(native);
            default:
                return new(type) { Storage = type };
        }
    }

    private static VectorLayout ReadStruct(nint native)
    {
        var count = (int)NativeMethods.StructTypeChildCount(native);
        var names = new string[count];
        var children = new VectorLayout[count];
        for (var i = 0; i < count; i++)
        {
            names[i] = NativeText.Take(NativeMethods.StructTypeChildName(native, (ulong)i)) ?? "";
            children[i] = Take(NativeMethods.StructTypeChildType(native, (ulong)i));
        }

        return new(DuckDBType.Struct) { Names = names, Children = children };
    }

    private static string[] EnumNames(nint native)
    {
        var names = new string[NativeMethods.EnumDictionarySize(native)];
        for (var i = 0; i < names.Length; i++)
        {
            names[i] = NativeText.Take(NativeMethods.EnumDictionaryValue(native, (ulong)i)) ?? "";
        }

        return names;
    }

    internal static DuckDBType StorageOfDecimal(byte width) => width switch
    {
        <= 4 => DuckDBType.SmallInt,
        <= 9 => DuckDBType.Integer,
        <= 18 => DuckDBType.BigInt,
        _ => DuckDBType.HugeInt,
    };
}
