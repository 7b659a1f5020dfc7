using Gongxin.Kernel.Text;

namespace Gongxin.Collection.Checks;

// What a finding asks of whoever hands in.
public enum CheckGrade
{
    // Cannot be handed in like this.
    MustFix,

    // Can be handed in with an explanation, which stays with the value.
    Explain,

    // Something to look at.
    Note,
}

// A check of a template: data, not code. Without a message the finding says the expression and the values it met.
public sealed record CheckRule(string Code, string? Sheet, string Expression, CheckGrade Grade, TwoTexts? Message = null)
{
    public const int CodeMax = 40;
    public const int ExpressionMax = 2000;
}
