using System.Globalization;

namespace Gongxin.Collection.Checks.Frames;

// A number, or that there is none. Nothing handed in is not zero handed in: a sum of what is missing is missing, and a
// comparison with it is neither true nor false.
internal readonly record struct Figure
{
    private readonly bool _isThere;

    public Figure(decimal value) => (Value, _isThere) = (value, true);

    public decimal Value { get; }
    public bool IsMissing => !_isThere;

    public static Figure Missing => default;

    public static implicit operator Figure(decimal value) => new(value);

    public static Figure operator +(Figure left, Figure right) =>
        left._isThere && right._isThere ? new Figure(left.Value + right.Value) : Missing;

    public static Figure operator -(Figure left, Figure right) =>
        left._isThere && right._isThere ? new Figure(left.Value - right.Value) : Missing;

    public static Figure operator *(Figure left, Figure right) =>
        left._isThere && right._isThere ? new Figure(left.Value * right.Value) : Missing;

    // Nothing can be said of a share of nothing.
    public static Figure operator /(Figure left, Figure right) =>
        left._isThere && right._isThere && right.Value != 0 ? new Figure(left.Value / right.Value) : Missing;

    public Figure Abs() => _isThere ? new Figure(Math.Abs(Value)) : Missing;

    public override string ToString() => _isThere ? Value.ToString("0.############################", CultureInfo.InvariantCulture) : "—";
}

// What a comparison says. Unknown where a value that it needs is missing.
internal enum Truth : byte
{
    No,
    Yes,
    Unknown,
}

internal static class Truths
{
    public static Truth Of(bool value) => value ? Truth.Yes : Truth.No;

    public static Truth And(Truth left, Truth right) =>
        left is Truth.No || right is Truth.No ? Truth.No
        : left is Truth.Yes && right is Truth.Yes ? Truth.Yes
        : Truth.Unknown;

    public static Truth Or(Truth left, Truth right) =>
        left is Truth.Yes || right is Truth.Yes ? Truth.Yes
        : left is Truth.No && right is Truth.No ? Truth.No
        : Truth.Unknown;

    public static Truth Not(Truth value) => value switch
    {
        Truth.Yes => Truth.No,
        Truth.No => Truth.Yes,
        _ => Truth.Unknown,
    };
}
