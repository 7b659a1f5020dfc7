namespace Gongxin.Credit;

/// <summary>Marks the texts of commitments (<c>CommitmentsText.resx</c>).</summary>
public sealed class CommitmentsText;
