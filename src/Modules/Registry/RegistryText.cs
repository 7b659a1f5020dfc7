namespace Gongxin.Registry;

/// <summary>Marks the module's texts (<c>RegistryText.resx</c>).</summary>
public sealed class RegistryText;
