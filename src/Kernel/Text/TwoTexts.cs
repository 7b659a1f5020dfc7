using System.Globalization;

namespace Gongxin.Kernel.Text;

/// <summary>A text of reference data in both languages of the platform. Texts of pages stand in resources instead.</summary>
public sealed record TwoTexts(string Zh, string En)
{
    public string In(CultureInfo culture) => culture.TwoLetterISOLanguageName == "zh" ? Zh : En;
}
