using System.Globalization;
using Gongxin.Kernel.Errors;
using Gongxin.Kernel.Tabular;

namespace Gongxin.Collection.Sources;

// Why a pull failed, in a language. Why a source was not reached is a word of its own, with a text of its own.
internal static class PullErrors
{
    public static string TextOf(Refusal error, ProblemTexts texts, CultureInfo culture)
    {
        string[] args = [.. error.Args.Select(a => a.ToString() ?? "")];
        if (!texts.Has(error.Code, culture))
        {
            return FindingRefusal.TextOf(error.Code, args, culture);
        }

        if (error.Code == CollectionRefusals.SourceNotReached("").Code)
        {
            var words = args[0].Split(' ');
            args[0] = texts.Of("Why." + words[0], [words[^1]], culture);
        }

        return texts.Of(error.Code, args, culture);
    }
}
