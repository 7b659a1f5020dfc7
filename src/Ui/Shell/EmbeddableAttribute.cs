namespace Gongxin.Ui.Shell;

/// <summary>
/// Stands on a page that other sites may show in a frame. Such a page has no forms, knows no signed-in reader and leads out of
/// the frame; every other page refuses to be framed.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class EmbeddableAttribute : Attribute;
