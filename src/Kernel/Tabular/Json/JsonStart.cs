using System.Text.Json;
using Gongxin.Kernel.Tabular.Delimited;
using Gongxin.Kernel.Tabular.Encodings;

namespace Gongxin.Kernel.Tabular.Json;

/// <summary>Tells JSON from other text, and a value per line from one text, by how a file begins.</summary>
internal static class JsonStart
{
    /// <summary>True when the text begins like a JSON object or array: a bracket, and after it what may follow one.</summary>
    public static bool IsJson(string path, EncodingChoice encoding)
    {
        using var source = Utf8Source.Open(path, encoding);
        var head = new byte[4096];
        var length = 0;
        while (length < head.Length - 64 && source.Read(head.AsSpan(length)) is > 0 and var read)
        {
            length += read;
        }

        var text = head.AsSpan(0, length).TrimStart(" \t\r\n"u8);
        if (text.Length == 0 || text[0] is not ((byte)'{' or (byte)'['))
        {
            return false;
        }

        var isArray = text[0] == '[';
        var next = text[1..].TrimStart(" \t\r\n"u8);
        if (next.Length == 0)
        {
            return true;
        }

        return isArray
            ? next[0] is (byte)'{' or (byte)'[' or (byte)']' or (byte)'"' or (byte)'-' or (byte)'t' or (byte)'f' or (byte)'n' or (>= (byte)'0' and <= (byte)'9')
            : next[0] is (byte)'"' or (byte)'}';
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
