namespace Gongxin.Catalogue.Resources;

public sealed class ResourceText;
