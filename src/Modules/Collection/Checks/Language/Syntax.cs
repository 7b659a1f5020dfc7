namespace Gongxin.Collection.Checks.Language;

internal enum Comparison
{
    Equal,
    Unequal,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

internal enum Arithmetic
{
    Add,
    Subtract,
    Multiply,
    Divide,
}

// A part of an expression as written, with its place.
internal abstract record Syntax(int At, int Length)
{
    public int End => At + Length;
}

internal sealed record NumberSyntax(int At, int Length, decimal Value, bool IsPercent) : Syntax(At, Length);

internal sealed record TextSyntax(int At, int Length, string Value) : Syntax(At, Length);

internal sealed record DateSyntax(int At, int Length, int Day) : Syntax(At, Length);

// Sheet!Name[Inner]: a row or a column, or the cell where both meet.
internal sealed record ItemSyntax(int At, int Length, string? Sheet, string Name, string? Inner) : Syntax(At, Length);

internal sealed record RangeSyntax(int At, int Length, ItemSyntax From, ItemSyntax To) : Syntax(At, Length);

internal sealed record CallSyntax(int At, int Length, Function Function, IReadOnlyList<Syntax> Arguments) : Syntax(At, Length);

internal sealed record NegateSyntax(int At, int Length, Syntax Of) : Syntax(At, Length);

internal sealed record ArithmeticSyntax(Arithmetic Operator, Syntax Left, Syntax Right) : Syntax(Left.At, Right.End - Left.At);

internal sealed record ComparisonSyntax(Comparison Operator, Syntax Left, Syntax Right, Syntax? Tolerance)
    : Syntax(Left.At, (Tolerance ?? Right).End - Left.At);

internal sealed record AmongSyntax(int At, int Length, Syntax Of, IReadOnlyList<Syntax> Values, bool IsNot) : Syntax(At, Length);

internal sealed record BothSyntax(Syntax Left, Syntax Right) : Syntax(Left.At, Right.End - Left.At);

internal sealed record EitherSyntax(Syntax Left, Syntax Right) : Syntax(Left.At, Right.End - Left.At);

internal sealed record NotSyntax(int At, int Length, Syntax Of) : Syntax(At, Length);

internal sealed record IfSyntax(int At, int Length, Syntax Condition, Syntax Then, Syntax? Else) : Syntax(At, Length);
