using System.Text.RegularExpressions;

namespace Gongxin.Catalogue.Resources.Rules;

// Whether a text names a law, regulation or policy: 《…法》 or …法第三条, or a document number 国发〔2016〕51号. That it says what it is
// cited for is what the reviewer reads.
internal static partial class LegalCitation
{
    public static bool IsIn(string? text) => text is not null && Form().IsMatch(text);

    [GeneratedRegex(
        "《[^《》]{2,60}》|(法|条例|规定|办法)第[一二三四五六七八九十百零〇0-9]+条|[〔\\[（(](19|20)[0-9]{2}[〕\\]）)][^，。]{0,6}?[0-9]+号",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Form();
}
