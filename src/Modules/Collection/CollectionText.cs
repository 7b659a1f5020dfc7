namespace Gongxin.Collection;

// Names the module's text resources.
public sealed class CollectionText;
