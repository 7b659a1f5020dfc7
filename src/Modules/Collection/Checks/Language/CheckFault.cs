using System.Globalization;
using System.Resources;

namespace Gongxin.Collection.Checks.Language;

// What is wrong in an expression and where: the place is a range of characters, the message a text under the code.
public sealed record CheckFault(string Code, int At, int Length, IReadOnlyList<string> Args)
{
    private static readonly ResourceManager Texts = new(typeof(CollectionText));

    public string Message(CultureInfo culture) =>
        string.Format(culture, Texts.GetString(Code, culture) ?? Code, [.. Args]);
}

// Leaves lexer, parser and binder at the first fault; ends where the expression is compiled.
internal sealed class CheckFaultException(CheckFault fault) : Exception(fault.Code)
{
    public CheckFault Fault { get; } = fault;

    public static CheckFaultException At(int at, int length, string code, params string[] args) => new(new CheckFault(code, at, length, args));

    public static CheckFaultException At(Syntax part, string code, params string[] args) => At(part.At, part.Length, code, args);
}
