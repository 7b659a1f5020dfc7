namespace Gongxin.Credit.Statistics;

/// <summary>How many decisions are public, by the year of the decision and by where their subjects are registered.</summary>
/// <param name="CountedAt">When they were counted; they are counted anew after ten minutes.</param>
public sealed record RecordStatistics(DateTime CountedAt, IReadOnlyList<YearFigures> Years, IReadOnlyList<RegionFigures> Regions)
{
    public bool IsEmpty => Years.Count == 0;
}

/// <param name="FineFen">Sum of the fines, in fen.</param>
public sealed record YearFigures(int Year, long Licences, long Penalties, long FineFen);

/// <param name="Region">Two digits of the province, as in the credit codes of the subjects.</param>
/// <param name="Name">Name of the province; null where no province has these digits.</param>
/// <param name="FineFen">Sum of the fines, in fen.</param>
public sealed record RegionFigures(string Region, string? Name, long Licences, long Penalties, long FineFen);
