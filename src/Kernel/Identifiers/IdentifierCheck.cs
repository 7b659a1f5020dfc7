namespace Gongxin.Kernel.Identifiers;

/// <summary>What a check of an identifier found.</summary>
public enum IdentifierCheck
{
    Valid,

    /// <summary>Wrong number of characters.</summary>
    WrongLength,

    /// <summary>A character that the identifier cannot have.</summary>
    WrongCharacter,

    /// <summary>The check digit does not fit the rest.</summary>
    WrongCheckDigit,

    /// <summary>The organisation code inside a unified social credit code does not fit its own check digit.</summary>
    WrongOrganisationCode,

    /// <summary>The date of birth inside an identity number is no date.</summary>
    WrongDate,

    /// <summary>
    /// The value by which the double publicity of licences and penalties marks "has no code" (seventeen zeros and X): to be
    /// taken as missing, never as a key.
    /// </summary>
    Placeholder,

    /// <summary>Of a form from before check digits were used; nothing speaks for it or against it.</summary>
    NotCheckable,
}
