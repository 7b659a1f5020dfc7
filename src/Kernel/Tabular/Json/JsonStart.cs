using System.Text.Json;
using Gongxin.Kernel.Tabular.Delimited;
using Gongxin.Kernel.Tabular.Encodings;

namespace Gongxin.Kernel.Tabular.Json;

/// <summary>Tells JSON from other text, and a value per line from one text, by how a file begins.</summary>
internal static class JsonStart
{
    private const int HeadLength = 4096;

    /// <summary>
    /// True when the text begins like JSON. A bracket alone does not make it so: "[1] note,unit" is the first row of
    /// delimited text. JSON with a fault is known by what comes before the fault: a key, or a bracket inside a bracket.
    /// </summary>
    public static bool IsJson(string path, EncodingChoice encoding, TabularLimits limits)
    {
        using var source = Utf8Source.Open(path, encoding);
        var head = new byte[HeadLength];
        var length = 0;
        while (length < head.Length - 64 && source.Read(head.AsSpan(length)) is > 0 and var read)
        {
            length += read;
        }

        var text = head.AsSpan(0, length).TrimStart(" \t\r\n"u8);
        if (text is [(byte)'{', ..])
        {
            var next = text[1..].TrimStart(" \t\r\n"u8);
            return next is [] or [(byte)'"' or (byte)'}', ..];
        }

        return text is [(byte)'[', ..] && (BeginsLikeArray(text, limits) || HasValuePerLine(path, encoding, limits));
    }

    private static bool BeginsLikeArray(ReadOnlySpan<byte> text, TabularLimits limits)
    {
        var reader = new Utf8JsonReader(text, isFinalBlock: false, new JsonReaderState(new JsonReaderOptions { MaxDepth = limits.JsonDepthMax }));
        try
        {
            reader.Read();
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
                {
                    return true;
                }
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>True when the first line is a whole value and another value follows.</summary>
    public static bool HasValuePerLine(string path, EncodingChoice encoding, TabularLimits limits)
    {
        using var lines = NdJsonReader.Lines(path, encoding, limits);
        try
        {
            return NextFilled(lines) && IsWhole(lines.Text, limits) && NextFilled(lines) && lines.Text.TrimStart(" \t"u8)[0] is (byte)'{' or (byte)'[';
        }
        catch (TabularException)
        {
            // The first line is longer than a row may be: if this is JSON, it is one text.
            return false;
        }
    }

    private static bool NextFilled(RecordScanner lines)
    {
        while (lines.Next())
        {
            if (!lines.IsBlank)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsWhole(ReadOnlySpan<byte> line, TabularLimits limits)
    {
        var reader = new Utf8JsonReader(line, new JsonReaderOptions { MaxDepth = limits.JsonDepthMax });
        try
        {
            return reader.Read() && reader.TrySkip() && !reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
