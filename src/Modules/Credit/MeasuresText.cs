namespace Gongxin.Credit;

/// <summary>Marks the texts of joint measures (<c>MeasuresText.resx</c>).</summary>
public sealed class MeasuresText;
