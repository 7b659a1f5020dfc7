namespace Gongxin.Registry;

/// <summary>Marks the texts of judged pairs (<c>PairsText.resx</c>).</summary>
public sealed class PairsText;
