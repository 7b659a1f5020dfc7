namespace Gongxin.Ui.Words;

public sealed record CodeSample(string Language, string Code);
