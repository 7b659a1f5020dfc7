namespace Gongxin.Kernel.Tabular.Encodings;

/// <summary>Encodings that text files of the Chinese-speaking world come in.</summary>
internal enum TextEncoding
{
    Utf8,
    Utf16Le,
    Utf16Be,

    /// <summary>GB 18030, which contains GBK and GB 2312.</summary>
    Gb18030,

    /// <summary>Big5 as in code page 950.</summary>
    Big5,
}

/// <summary>What the bytes of a whole text file say about its encoding.</summary>
/// <param name="MarkLength">Bytes of the byte order mark, to be skipped.</param>
/// <param name="AllValid">False when some rows hold bytes that are none of this encoding; those rows will be refused.</param>
internal sealed record EncodingChoice(TextEncoding Encoding, int MarkLength, bool AllValid)
{
    public string Name => Encoding switch
    {
        TextEncoding.Utf16Le => "utf-16le",
        TextEncoding.Utf16Be => "utf-16be",
        TextEncoding.Gb18030 => "gb18030",
        TextEncoding.Big5 => "big5",
        _ => "utf-8",
    };
}
