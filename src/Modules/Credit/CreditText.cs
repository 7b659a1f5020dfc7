namespace Gongxin.Credit;

/// <summary>Marks the module's texts (<c>CreditText.resx</c>).</summary>
public sealed class CreditText;
