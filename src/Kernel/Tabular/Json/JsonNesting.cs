namespace Gongxin.Kernel.Tabular.Json;

/// <summary>Counts how deep brackets are nested in a piece of JSON, without any bound of its own.</summary>
internal static class JsonNesting
{
    public static int Deepest(ReadOnlySpan<byte> text)
    {
        var (depth, deepest) = (0, 0);
        var inString = false;
        for (var i = 0; i < text.Length; i++)
        {
            var letter = text[i];
            if (inString)
            {
                i += letter == '\\' ? 1 : 0;
                inString = letter != '"';
            }
            else if (letter is (byte)'{' or (byte)'[')
            {
                depth++;
                deepest = Math.Max(deepest, depth);
            }
            else if (letter is (byte)'}' or (byte)']')
            {
                depth--;
            }
            else
            {
                inString = letter == '"';
            }
        }

        return deepest;
    }
}
