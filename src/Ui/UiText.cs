namespace Gongxin.Ui;

/// <summary>Names the texts of the shared parts: <c>UiText.resx</c> (English) and <c>UiText.zh-Hans.resx</c>.</summary>
public sealed class UiText;
