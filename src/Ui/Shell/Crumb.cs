namespace Gongxin.Ui.Shell;

/// <summary>A page above the one being shown.</summary>
public sealed record Crumb(string Title, string Href);
