namespace Gongxin.Cases;

/// <summary>Marks the module's texts (<c>CasesText.resx</c>).</summary>
public sealed class CasesText;
