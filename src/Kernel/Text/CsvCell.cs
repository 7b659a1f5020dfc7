namespace Gongxin.Kernel.Text;

/// <summary>A cell of a comma-separated file (RFC 4180).</summary>
public static class CsvCell
{
    /// <summary>As it is written: in quotes where its content asks for them; empty for null.</summary>
    public static string Of(string? text) =>
        text is null ? "" : text.AsSpan().ContainsAny("\",\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
