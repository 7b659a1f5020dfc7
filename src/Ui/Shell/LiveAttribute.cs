namespace Gongxin.Ui.Shell;

/// <summary>Stands on a page that shows the moment: it is rendered for every request and never kept.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class LiveAttribute : Attribute;
