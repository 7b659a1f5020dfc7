namespace Gongxin.Catalogue;

public sealed class CatalogueText;
