using System.Text.RegularExpressions;

namespace Gongxin.Kernel.Identifiers;

/// <summary>Numbers of natural persons in free text: they are not kept.</summary>
public static partial class IdentityNumbers
{
    /// <summary>The text with every valid identity number in it starred out.</summary>
    public static string Masked(string text) =>
        Number().Replace(text, m => IdentifierRules.CheckIdentityNumber(m.Value.ToUpperInvariant()) is IdentifierCheck.Valid ? new string('*', m.Length) : m.Value);

    [GeneratedRegex(@"(?<![0-9A-Za-z])[1-9]\d{16}[\dXx](?![0-9A-Za-z])", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Number();
}
