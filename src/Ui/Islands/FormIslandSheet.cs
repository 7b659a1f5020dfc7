namespace Gongxin.Ui.Islands;

/// <summary>A sheet of a form; without rows it is a list.</summary>
public sealed record FormIslandSheet(string Name, IReadOnlyList<string> Rows, IReadOnlyList<string> Columns);
