using Gongxin.Kernel.Text;

namespace Gongxin.Credit.Statistics;

/// <summary>How many decisions are public, by the year of the decision and by where their subjects are registered.</summary>
/// <param name="CountedAt">When they were counted; they are counted anew after ten minutes.</param>
public sealed record RecordStatistics(DateTime CountedAt, IReadOnlyList<YearFigures> Years, IReadOnlyList<RegionFigures> Regions)
{
    /// <summary>Every class of credit information, in its order.</summary>
    public IReadOnlyList<ClassFigures> Classes { get; init; } = [];

    public bool IsEmpty => Years.Count == 0 && Classes.All(c => c.Records == 0);
}

/// <param name="FineFen">Sum of the fines, in fen.</param>
public sealed record YearFigures(int Year, long Licences, long Penalties, long FineFen);

/// <param name="Region">Two digits of the province, as in the credit codes of the subjects.</param>
/// <param name="Name">Name of the province; null where no province has these digits.</param>
/// <param name="FineFen">Sum of the fines, in fen.</param>
public sealed record RegionFigures(string Region, string? Name, long Licences, long Penalties, long FineFen);

/// <summary>How much of a class is public.</summary>
/// <param name="Kind">Code of the class.</param>
/// <param name="Column">Its column of publicity.</param>
/// <param name="LastDecidedOn">Day of the newest fact; null when there is none.</param>
public sealed record ClassFigures(string Kind, string Column, TwoTexts Name, long Records, DateOnly? LastDecidedOn);
