using Gongxin.Contracts.Datastore;

namespace Gongxin.Datastore.Load.PersonalData;

/// <summary>Homes of persons: only the header tells the home of a person from the seat of a firm, and only the number of a door makes an address one.</summary>
internal static class HomeAddresses
{
    private static readonly string[] Headers = ["住址", "家庭地址", "居住地址", "居住地", "户籍地址", "户口所在地", "家庭住所", "home address", "home_address"];

    private static ReadOnlySpan<byte> Number => "号"u8;
    private static ReadOnlySpan<byte> Room => "室"u8;
    private static ReadOnlySpan<byte> Household => "户"u8;
    private static ReadOnlySpan<byte> Group => "组"u8;

    public static bool AreIn(string column) => Headers.Any(h => column.Contains(h, StringComparison.OrdinalIgnoreCase));

    public static void Look(ReadOnlySpan<byte> text, ref PersonalDataSeen seen) =>
        seen.Add(PersonalDataKind.HomeAddress, text, EndsWithDoor(text, Number) || EndsWithDoor(text, Room) || EndsWithDoor(text, Household) || EndsWithDoor(text, Group));

    private static bool EndsWithDoor(ReadOnlySpan<byte> text, ReadOnlySpan<byte> word) =>
        text.Length > word.Length && text.EndsWith(word) && char.IsAsciiLetterOrDigit((char)text[^(word.Length + 1)]);
}
