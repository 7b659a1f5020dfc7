namespace Gongxin.Standards;

/// <summary>Marks the module's texts (<c>StandardsText.resx</c>).</summary>
public sealed class StandardsText;
