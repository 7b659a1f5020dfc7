namespace Gongxin.Governance;

/// <summary>Marks the module's texts (<c>GovernanceText.resx</c>).</summary>
public sealed class GovernanceText;
