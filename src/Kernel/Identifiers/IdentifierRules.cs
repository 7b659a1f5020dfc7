using System.Globalization;
using Gongxin.Kernel.Text;

namespace Gongxin.Kernel.Identifiers;

/// <summary>Check digits of Chinese identifiers.</summary>
public static class IdentifierRules
{
    public const string UsccPlaceholder = "00000000000000000X";

    private const string UsccCharacters = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private const string IdentityCheckDigits = "10X98765432";
    private static readonly int[] UsccWeights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
    private static readonly int[] OrganisationWeights = [3, 7, 9, 10, 5, 8, 4, 2];
    private static readonly int[] IdentityWeights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

    /// <summary>
    /// Codes of demonstrations lie in a region that GB/T 2260 does not have, so nobody real has one, and wherever such a code goes it can be
    /// marked as what it is.
    /// </summary>
    public const string DemonstrationRegion = "999001";

    public static bool IsOfDemonstration(string? uscc) => uscc is { Length: 18 } && uscc.AsSpan(2).StartsWith(DemonstrationRegion, StringComparison.Ordinal);

    /// <summary>As people write identifiers: half width, capitals, without blanks. Checks expect this form.</summary>
    public static string Normalise(string text)
    {
        var plain = NormalForm.HalfWidth(text);
        return plain.AsSpan().ContainsAny(' ', '\t', '\u00A0') || plain.Any(char.IsAsciiLetterLower)
            ? string.Concat(plain.Where(c => c is not (' ' or '\t' or '\u00A0'))).ToUpperInvariant()
            : plain;
    }

    /// <summary>Unified social credit code, GB 32100-2015: 18 characters, the organisation code at 9 to 17.</summary>
    public static IdentifierCheck CheckUscc(ReadOnlySpan<char> code)
    {
        if (code.Length != 18)
        {
            return IdentifierCheck.WrongLength;
        }

        if (code.SequenceEqual(UsccPlaceholder))
        {
            return IdentifierCheck.Placeholder;
        }

        var sum = 0;
        for (var i = 0; i < 18; i++)
        {
            var value = UsccCharacters.IndexOf(code[i], StringComparison.Ordinal);
            if (value < 0)
            {
                return IdentifierCheck.WrongCharacter;
            }

            sum += i < 17 ? value * UsccWeights[i] : 0;
        }

        if (code[17] != UsccCharacters[(31 - (sum % 31)) % 31])
        {
            return IdentifierCheck.WrongCheckDigit;
        }

        return CheckOrganisationCode(code[8..17]) is IdentifierCheck.Valid ? IdentifierCheck.Valid : IdentifierCheck.WrongOrganisationCode;
    }

    /// <summary>Organisation code, GB 11714: eight characters and a check character, with or without the hyphen.</summary>
    public static IdentifierCheck CheckOrganisationCode(ReadOnlySpan<char> code)
    {
        Span<char> plain = stackalloc char[9];
        if (code.Length == 10 && code[8] == '-')
        {
            code[..8].CopyTo(plain);
            plain[8] = code[9];
        }
        else if (code.Length == 9)
        {
            code.CopyTo(plain);
        }
        else
        {
            return IdentifierCheck.WrongLength;
        }

        var sum = 0;
        for (var i = 0; i < 8; i++)
        {
            if (!char.IsAsciiDigit(plain[i]) && !char.IsAsciiLetterUpper(plain[i]))
            {
                return IdentifierCheck.WrongCharacter;
            }

            sum += OrganisationWeights[i] * (char.IsAsciiDigit(plain[i]) ? plain[i] - '0' : plain[i] - 'A' + 10);
        }

        var expected = (11 - (sum % 11)) switch
        {
            10 => 'X',
            11 => '0',
            var digit => (char)('0' + digit),
        };
        return plain[8] == expected ? IdentifierCheck.Valid
            : plain[8] == 'X' || char.IsAsciiDigit(plain[8]) ? IdentifierCheck.WrongCheckDigit
            : IdentifierCheck.WrongCharacter;
    }

    /// <summary>
    /// Business registration number: 15 digits with an ISO 7064 MOD 11,10 check digit. The 13 digits from before 2007 have none.
    /// </summary>
    public static IdentifierCheck CheckRegistrationNumber(ReadOnlySpan<char> number)
    {
        if (number.Length is not (13 or 15))
        {
            return IdentifierCheck.WrongLength;
        }

        if (number.ContainsAnyExceptInRange('0', '9'))
        {
            return IdentifierCheck.WrongCharacter;
        }

        if (number.Length == 13)
        {
            return IdentifierCheck.NotCheckable;
        }

        var product = 10;
        foreach (var digit in number[..14])
        {
            var rest = ((product % 11) + (digit - '0')) % 10;
            product = (rest == 0 ? 10 : rest) * 2;
        }

        return ((product % 11) + (number[14] - '0')) % 10 == 1 ? IdentifierCheck.Valid : IdentifierCheck.WrongCheckDigit;
    }

    /// <summary>
    /// Citizen identity number, GB 11643-1999: 18 characters. The region at its head may be one that no longer exists and is not
    /// checked. The 15 digits of before 1999 have no check digit.
    /// </summary>
    public static IdentifierCheck CheckIdentityNumber(ReadOnlySpan<char> number)
    {
        if (number.Length is not (15 or 18))
        {
            return IdentifierCheck.WrongLength;
        }

        var digits = number[..Math.Min(17, number.Length)];
        if (digits.ContainsAnyExceptInRange('0', '9') || (number.Length == 18 && !char.IsAsciiDigit(number[17]) && number[17] != 'X'))
        {
            return IdentifierCheck.WrongCharacter;
        }

        if (number.Length == 15)
        {
            return IsDate(string.Concat("19", number[6..12])) ? IdentifierCheck.NotCheckable : IdentifierCheck.WrongDate;
        }

        var sum = 0;
        for (var i = 0; i < 17; i++)
        {
            sum += (number[i] - '0') * IdentityWeights[i];
        }

        return number[17] != IdentityCheckDigits[sum % 11] ? IdentifierCheck.WrongCheckDigit
            : IsDate(number[6..14]) ? IdentifierCheck.Valid
            : IdentifierCheck.WrongDate;
    }

    private static bool IsDate(ReadOnlySpan<char> digits) =>
        DateOnly.TryParseExact(digits, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
}
