namespace Gongxin.Collection.Sources;

// Marks the texts about sources.
public sealed class SourceText;
