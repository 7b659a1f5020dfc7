using Gongxin.Contracts.Datastore;

namespace Gongxin.Datastore.Load.PersonalData;

/// <summary>Plates of vehicles (GA 36): the province, a letter, and five or six letters and figures, as a cell of its own; a dot may stand between.</summary>
internal static class Plates
{
    public const int BytesMin = 9;
    public const int BytesMax = 12;

    private const string Provinces = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼";

    private static readonly HashSet<int> Heads = [.. Provinces.Select(p => Head(System.Text.Encoding.UTF8.GetBytes(p.ToString())))];

    private static ReadOnlySpan<byte> Dot => "·"u8;

    public static void Look(ReadOnlySpan<byte> text, ref PersonalDataSeen seen)
    {
        if (text.Length < BytesMin || text[0] < 0xE4 || !IsLetter(text[3]) || !Heads.Contains(Head(text)))
        {
            return;
        }

        var rest = text[4..];
        rest = rest.StartsWith(Dot) ? rest[Dot.Length..] : rest;
        var hasFigure = false;
        foreach (var unit in rest)
        {
            if (!IsLetter(unit) && !char.IsAsciiDigit((char)unit))
            {
                return;
            }

            hasFigure |= char.IsAsciiDigit((char)unit);
        }

        seen.Add(PersonalDataKind.PlateNumber, text, rest.Length is 5 or 6 && hasFigure);
    }

    private static int Head(ReadOnlySpan<byte> text) => (text[0] << 16) | (text[1] << 8) | text[2];

    private static bool IsLetter(byte unit) => unit is >= (byte)'A' and <= (byte)'Z';
}
