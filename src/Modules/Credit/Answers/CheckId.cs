using Gongxin.Kernel.Ids;

namespace Gongxin.Credit.Answers;

/// <summary>Names an answer for ever.</summary>
public readonly record struct CheckId(Guid Value) : IId<CheckId>
{
    public static CheckId From(Guid value) => new(value);
}
