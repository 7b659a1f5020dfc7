namespace Gongxin.Kernel;

/// <summary>Marks the Kernel's texts (<c>KernelText.resx</c>): refusals that belong to no module.</summary>
public sealed class KernelText;
