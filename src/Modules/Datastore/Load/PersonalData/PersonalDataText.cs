using System.Globalization;
using System.Text;
using Gongxin.Contracts.Datastore;
using Gongxin.Kernel.Identifiers;

namespace Gongxin.Datastore.Load.PersonalData;

/// <summary>
/// Finds numbers of persons and keys in one cell: whole, or standing free in a longer text. A run of figures counts only whole, so
/// that a part of a longer number is nothing. Groups (138 0013 8000) and full-width figures are read as people mean them.
/// </summary>
internal static class PersonalDataText
{
    /// <summary>Shorter texts hold none.</summary>
    public const int BytesMin = Plates.BytesMin;

    /// <summary>The shortest run of figures that is one of a person.</summary>
    public const int RunMin = 11;

    private const int GroupedMax = 30;

    private static ReadOnlySpan<byte> WideHead => [0xEF, 0xBC];

    /// <param name="kindsWanted">A bit per kind of which the found text is wanted too, not only that there is one.</param>
    public static PersonalDataSeen Look(ReadOnlySpan<byte> text, int kindsWanted = ~0)
    {
        var seen = new PersonalDataSeen(kindsWanted);
        if (text.Length <= Plates.BytesMax)
        {
            Plates.Look(text, ref seen);
        }

        if (TokenRuns.Look(text, ref seen))
        {
            LookAtRuns(text, ref seen);
        }

        if (seen.Candidates == 0 && text.Length <= GroupedMax && text.IndexOfAny((byte)' ', (byte)'-') > 0)
        {
            Span<byte> joined = stackalloc byte[GroupedMax];
            LookAtRuns(joined[..Join(text, joined)], ref seen);
        }

        if (HasWideFigure(text))
        {
            LookAtRuns(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(text).Normalize(NormalizationForm.FormKC)), ref seen);
        }

        return seen;
    }

    // U+FF10 to U+FF19.
    private static bool HasWideFigure(ReadOnlySpan<byte> text)
    {
        for (var rest = text; rest.IndexOf(WideHead) is >= 0 and var at && at + 2 < rest.Length; rest = rest[(at + 2)..])
        {
            if (rest[at + 2] is >= 0x90 and <= 0x99)
            {
                return true;
            }
        }

        return false;
    }

    private static void LookAtRuns(ReadOnlySpan<byte> text, ref PersonalDataSeen seen)
    {
        for (var at = 0; at < text.Length;)
        {
            var start = text[at..].IndexOfAnyInRange((byte)'0', (byte)'9');
            if (start < 0 || text.Length - at - start < RunMin)
            {
                return;
            }

            start += at;
            var length = text[start..].IndexOfAnyExceptInRange((byte)'0', (byte)'9');
            length = length < 0 ? text.Length - start : length;
            if (length == 17 && start + length < text.Length && text[start + length] is (byte)'X' or (byte)'x')
            {
                length++;
            }

            at = start + length;
            if (length is >= 11 and <= 19 && StandsFree(text, start, at))
            {
                LookAtNumber(text[start..at], ref seen);
            }
        }
    }

    // Not in the middle of a code, an address on the web or a number with decimals.
    private static bool StandsFree(ReadOnlySpan<byte> text, int start, int end) =>
        (start == 0 || !(char.IsAsciiLetterOrDigit((char)text[start - 1]) || text[start - 1] is (byte)'.' or (byte)'_' or (byte)'/' or (byte)'='))
        && (end == text.Length || !(char.IsAsciiLetterOrDigit((char)text[end]) || text[end] is (byte)'_' || (text[end] == '.' && end + 1 < text.Length && char.IsAsciiDigit((char)text[end + 1]))));

    private static void LookAtNumber(ReadOnlySpan<byte> number, ref PersonalDataSeen seen)
    {
        var mobile = number.Length == 13 && number.StartsWith("86"u8) ? number[2..] : number;
        if (mobile.Length == 11)
        {
            seen.Add(PersonalDataKind.MobileNumber, mobile, mobile[0] == '1' && mobile[1] is >= (byte)'3' and <= (byte)'9');
        }

        if (number.Length == 18)
        {
            seen.Add(PersonalDataKind.IdentityNumber, number, IsIdentityNumber(number));
        }

        if (number.Length is >= 16 and <= 19 && char.IsAsciiDigit((char)number[^1]) && (seen.Hits & (1 << (int)PersonalDataKind.IdentityNumber)) == 0)
        {
            seen.Add(PersonalDataKind.BankCard, number, HasIssuer(number) && FitsLuhn(number));
        }
    }

    private static bool IsIdentityNumber(ReadOnlySpan<byte> number)
    {
        Span<char> text = stackalloc char[18];
        for (var i = 0; i < text.Length; i++)
        {
            text[i] = char.ToUpperInvariant((char)number[i]);
        }

        var year = int.Parse(text[6..10], NumberStyles.None, CultureInfo.InvariantCulture);
        return text[0] is >= '1' and <= '8' && year is >= 1900 and < 2100 && IdentifierRules.CheckIdentityNumber(text) is IdentifierCheck.Valid;
    }

    private static bool HasIssuer(ReadOnlySpan<byte> number) =>
        number.StartsWith("62"u8) || (number.Length == 16 && (number[0] == '4' || (number[0] == '5' && number[1] is >= (byte)'1' and <= (byte)'5') || number.StartsWith("35"u8)));

    private static bool FitsLuhn(ReadOnlySpan<byte> number)
    {
        var sum = 0;
        for (var i = 0; i < number.Length; i++)
        {
            var digit = number[^(i + 1)] - '0';
            digit = (i & 1) == 0 ? digit : digit * 2;
            sum += digit > 9 ? digit - 9 : digit;
        }

        return sum % 10 == 0;
    }

    private static int Join(ReadOnlySpan<byte> text, Span<byte> into)
    {
        var length = 0;
        foreach (var unit in text)
        {
            if (unit is not ((byte)' ' or (byte)'-'))
            {
                into[length++] = unit;
            }
        }

        return length;
    }
}
