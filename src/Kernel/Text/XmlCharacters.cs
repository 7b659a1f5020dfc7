using System.Xml;

namespace Gongxin.Kernel.Text;

/// <summary>Text as XML can hold it.</summary>
public static class XmlCharacters
{
    /// <summary>Without the characters that XML 1.0 has no way to write.</summary>
    public static string Clean(string text)
    {
        try
        {
            return XmlConvert.VerifyXmlChars(text);
        }
        catch (XmlException)
        {
            return string.Concat(text.Where((unit, at) =>
                XmlConvert.IsXmlChar(unit)
                || (char.IsHighSurrogate(unit) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]))
                || (char.IsLowSurrogate(unit) && at > 0 && char.IsHighSurrogate(text[at - 1]))));
        }
    }
}
