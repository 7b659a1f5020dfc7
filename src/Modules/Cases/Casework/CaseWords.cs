using System.Text;

namespace Gongxin.Cases.Casework;

// States and steps as they stand in answers and in keys of texts: handed-on, not HandedOn.
internal static class CaseWords
{
    public static string Of<T>(T value)
        where T : struct, Enum
    {
        var words = new StringBuilder();
        foreach (var c in value.ToString())
        {
            words.Append(char.IsUpper(c) && words.Length > 0 ? "-" : "").Append(char.ToLowerInvariant(c));
        }

        return words.ToString();
    }
}
