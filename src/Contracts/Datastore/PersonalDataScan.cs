namespace Gongxin.Contracts.Datastore;

/// <summary>What may identify a person, or open a door, in the cells of a table; the set-aside cells were looked at too.</summary>
/// <param name="Columns">One line per column and kind that was found at least once.</param>
public sealed record PersonalDataScan(IReadOnlyList<PersonalDataFound> Columns)
{
    public static PersonalDataScan Nothing { get; } = new([]);
}

/// <summary>One kind of data in one column.</summary>
/// <param name="Cells">Cells that hold at least one.</param>
/// <param name="Candidates">Cells that hold something of the same length: what the share is taken of, so that numbers which fit by chance are told apart.</param>
/// <param name="Examples">A few, with all but the ends masked.</param>
public sealed record PersonalDataFound(string Column, PersonalDataKind Kind, long Cells, long Candidates, IReadOnlyList<string> Examples);

public enum PersonalDataKind
{
    /// <summary>Citizen identity number with a date of birth and a check digit that fit.</summary>
    IdentityNumber,

    /// <summary>Mobile number of mainland China.</summary>
    MobileNumber,

    /// <summary>Number of a bank card with an issuer's head and a check digit that fit.</summary>
    BankCard,

    /// <summary>Private key or access token.</summary>
    SecretKey,

    /// <summary>Unified social credit code of a sole trader (registering body 9, kind 2): it is a person's.</summary>
    SoleTraderCode,

    /// <summary>Plate of a vehicle, as a cell of its own.</summary>
    PlateNumber,

    /// <summary>Address down to the door, in a column that says it is somebody's home.</summary>
    HomeAddress,
}
