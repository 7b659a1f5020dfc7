namespace Gongxin.Ui.Lists;

/// <summary>How a list is sorted: written <c>name</c> or <c>-name</c> in an address.</summary>
public readonly record struct SortOrder(string Key, bool Descending)
{
    public static SortOrder? Parse(string? text) =>
        string.IsNullOrWhiteSpace(text) ? null
        : text[0] == '-' ? new SortOrder(text[1..], true)
        : new SortOrder(text, false);

    /// <summary>The order a click on a heading leads to: up first, then down.</summary>
    public static SortOrder Next(SortOrder? current, string key) =>
        current is { } now && now.Key == key ? new SortOrder(key, !now.Descending) : new SortOrder(key, false);

    public override string ToString() => Descending ? "-" + Key : Key;
}
