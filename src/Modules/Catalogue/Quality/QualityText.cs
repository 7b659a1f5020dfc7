namespace Gongxin.Catalogue.Quality;

public sealed class QualityText;
