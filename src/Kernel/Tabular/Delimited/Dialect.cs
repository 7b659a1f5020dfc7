namespace Gongxin.Kernel.Tabular.Delimited;

/// <summary>How rows are written: the byte between cells and the byte around cells (0 when cells are never quoted).</summary>
internal readonly record struct Dialect(byte Delimiter, byte Quote);
