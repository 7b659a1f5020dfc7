namespace Gongxin.Credit;

/// <summary>Marks the texts of what bodies do with records (<c>ActsText.resx</c>).</summary>
public sealed class ActsText;
