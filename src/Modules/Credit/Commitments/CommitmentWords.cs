using System.Text.Json;

namespace Gongxin.Credit.Commitments;

// The words of answers and questions for what the model has as values.
internal static class CommitmentWords
{
    public static string Of<TWord>(TWord value)
        where TWord : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    public static IReadOnlyList<string> All<TWord>()
        where TWord : struct, Enum => [.. Enum.GetValues<TWord>().Select(Of)];

    public static TWord Parse<TWord>(string field, string? word)
        where TWord : struct, Enum =>
        word is { Length: > 0 } && char.IsAsciiLetter(word[0]) && Enum.TryParse<TWord>(word, ignoreCase: true, out var known) ? known : throw CommitmentRefusals.WordUnknown(field, word);
}
