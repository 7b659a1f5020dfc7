using System.Xml;

namespace Gongxin.Catalogue.Facades.Records;

internal static class XmlText
{
    // Without the characters that XML cannot hold.
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
