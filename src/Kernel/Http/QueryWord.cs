namespace Gongxin.Kernel.Http;

/// <summary>
/// A value of an enumeration in an address: the word that answers use for it, in upper or lower case. An enumeration alone would be read only
/// as its name is written in the program.
/// </summary>
public readonly record struct QueryWord<TEnum>(TEnum Value)
    where TEnum : struct, Enum
{
    public static bool TryParse(string? text, out QueryWord<TEnum> word)
    {
        // Numbers are no words.
        var isKnown = Enum.TryParse<TEnum>(text, ignoreCase: true, out var value) && char.IsAsciiLetter(text![0]) && Enum.IsDefined(value);
        word = new(value);
        return isKnown;
    }
}
