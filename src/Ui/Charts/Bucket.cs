namespace Gongxin.Ui.Charts;

/// <summary>One bar of a chart: what it stands for, and how much of it there is.</summary>
/// <param name="Label">The value, or the range such as <c>10 – 20</c>.</param>
/// <param name="Count">Its length.</param>
public sealed record Bucket(string Label, long Count);
