using Gongxin.Kernel.Text;

namespace Gongxin.Catalogue.Resources;

// What the words of a search are looked for in: normal form of what people know a resource by, with the readings of its name.
internal static class ResourceWords
{
    public const int LengthMax = 4000;

    public static string Of(ResourceContent content)
    {
        var name = content.Name ?? "";
        string?[] texts =
        [
            name, content.Code()?.ToString(), content.ProviderName, content.ProviderCode, Pinyin.Full(name), Pinyin.Initials(name),
            content.Summary, .. content.Items.Select(i => i.Name),
        ];
        var text = NormalForm.ForSearch(string.Join('\n', texts.Where(t => !string.IsNullOrEmpty(t))));
        return text.Length <= LengthMax ? text : text[..(char.IsHighSurrogate(text[LengthMax - 1]) ? LengthMax - 1 : LengthMax)];
    }

    public static IReadOnlyList<string> Parse(string? words) =>
        NormalForm.ForSearch(words ?? "").Split([' ', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is var all && all.Length <= 10 ? all : all[..10];
}
