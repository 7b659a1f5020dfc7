namespace Gongxin.Ui.Words;

public sealed record TabItem(string Title, string Href, bool IsCurrent, long? Count = null);
