namespace Gongxin.Ui.Lists;

public sealed record FacetValue(string Value, string Label, long Count);
