namespace Gongxin.Contracts.Standards;

/// <summary>The administrative divisions of China down to counties, as used in statistics.</summary>
public interface IDivisions
{
    /// <summary>All of them, ordered by code: a division stands after the one it belongs to.</summary>
    IReadOnlyList<Division> All { get; }
}

/// <summary>One division.</summary>
/// <param name="Code">Six digits.</param>
/// <param name="Name">Whole name in Chinese. A step between a county and its province without a name of its own is called 市辖区 and the like.</param>
/// <param name="Parent">Code of the division it belongs to; null for provinces.</param>
public sealed record Division(string Code, string Name, string? Parent, DivisionLevel Level);

public enum DivisionLevel
{
    Province,
    City,
    County,
}
