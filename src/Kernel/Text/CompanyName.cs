using System.Text;

namespace Gongxin.Kernel.Text;

/// <summary>
/// The form in which names of firms and organisations are compared: what is written differently but means the same falls
/// together (width, brackets, blanks, traditional characters, 有限责任公司 and 有限公司), and nothing else does: 拓搏 and 拓博 stay
/// two names. What is stored and shown keeps its original form.
/// </summary>
public static class CompanyName
{
    private const string Limited = "有限公司";
    private const string LimitedLong = "有限责任公司";

    /// <summary>The normal form: letters, digits and characters only. Applying it twice changes nothing more.</summary>
    public static string Normal(string name)
    {
        var folded = NormalForm.ForSearch(name);
        var kept = new StringBuilder(folded.Length);
        foreach (var rune in folded.EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune))
            {
                kept.Append(rune.ToString());
            }
        }

        // 股份有限责任公司 does not exist in law, but in files.
        return kept.Replace(LimitedLong, Limited).ToString();
    }
}
