using System.Globalization;
using System.Text.RegularExpressions;

namespace Gongxin.Catalogue.Resources;

// Code of an information resource as the guide composes it: class (one figure), item (two), subject (three), detail (any
// number), a stroke, and the sequence code: 2 01 001 05/12. The part before the stroke is the manager's, the rest the provider's.
internal readonly partial record struct ResourceCode(string Class, string Sequence)
{
    public const int LengthMax = 50;
    public const int ClassMax = 30;
    public const int SequenceMax = 18;

    // How many figures the class, its item and its subject take.
    public static readonly IReadOnlyList<int> Levels = [1, 3, 6];

    public override string ToString() => $"{Class}/{Sequence}";

    public static bool IsClass(string text) => text.Length <= ClassMax && ClassForm().IsMatch(text);

    public static bool IsSequence(string text) => text.Length <= SequenceMax && SequenceForm().IsMatch(text);

    public static ResourceCode? TryParse(string text)
    {
        var at = text.IndexOf('/', StringComparison.Ordinal);
        return at > 0 && IsClass(text[..at]) && IsSequence(text[(at + 1)..]) ? new ResourceCode(text[..at], text[(at + 1)..]) : null;
    }

    public static string Next(string? last) =>
        last is null ? "1" : (long.Parse(last, NumberStyles.None, CultureInfo.InvariantCulture) + 1).ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex("^[123][0-9]{5,}$", RegexOptions.NonBacktracking)]
    private static partial Regex ClassForm();

    [GeneratedRegex("^[0-9]+$", RegexOptions.NonBacktracking)]
    private static partial Regex SequenceForm();
}
