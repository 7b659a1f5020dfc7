namespace Gongxin.Kernel.Tabular.Workbooks.Xlsx;

/// <summary>The start tag that was read last: where its name and attributes lie in the scanner's buffer.</summary>
internal sealed class XmlTag
{
    private const int AttributesMax = 256;

    private readonly Attribute[] _attributes = new Attribute[AttributesMax];
    private int _count;
    private int _nameStart;
    private int _nameLength;

    /// <summary>True for a tag that also ends its element.</summary>
    public bool IsEmpty { get; private set; }

    public ReadOnlySpan<byte> Name(ReadOnlySpan<byte> buffer) => buffer.Slice(_nameStart, _nameLength);

    /// <summary>The name without its prefix.</summary>
    public static ReadOnlySpan<byte> Local(ReadOnlySpan<byte> name) => name[(name.IndexOf((byte)':') + 1)..];

    /// <summary>Reads the tag that begins at <paramref name="start"/>: its length, 0 when it does not end in the buffer, -1 when malformed.</summary>
    public int Parse(ReadOnlySpan<byte> buffer, int start)
    {
        _count = 0;
        _nameStart = start + 1;
        var at = NameEnd(buffer, _nameStart);
        _nameLength = at - _nameStart;
        while (true)
        {
            var blankFrom = at;
            at = PassBlanks(buffer, at);
            if (at + 1 >= buffer.Length)
            {
                // One more byte is needed, or this is the last one.
                return at < buffer.Length && buffer[at] == '>' ? Close(start, at + 1, false) : 0;
            }

            switch (buffer[at])
            {
                case (byte)'>':
                    return Close(start, at + 1, false);
                case (byte)'/':
                    return buffer[at + 1] == '>' ? Close(start, at + 2, true) : -1;
            }

            at = at == blankFrom ? -1 : ParseAttribute(buffer, at);
            if (at <= 0)
            {
                return at;
            }
        }
    }

    /// <summary>The value of an unprefixed attribute as written; empty when there is none.</summary>
    public ReadOnlySpan<byte> Find(ReadOnlySpan<byte> buffer, ReadOnlySpan<byte> name) =>
        TryFind(buffer, name, false, out var value) ? value : default;

    public bool TryFind(ReadOnlySpan<byte> buffer, ReadOnlySpan<byte> name, bool prefixed, out ReadOnlySpan<byte> value)
    {
        foreach (ref readonly var attribute in _attributes.AsSpan(0, _count))
        {
            var written = buffer.Slice(attribute.Name, attribute.NameLength);
            var matches = prefixed ? Local(written).SequenceEqual(name) && written.Length > name.Length : written.SequenceEqual(name);
            if (matches)
            {
                value = buffer.Slice(attribute.Value, attribute.ValueLength);
                return true;
            }
        }

        value = default;
        return false;
    }

    private int Close(int start, int end, bool empty)
    {
        IsEmpty = empty;
        return _nameLength == 0 ? -1 : end - start;
    }

    // Gives the place after the attribute, 0 when it does not end in the buffer, -1 when malformed.
    private int ParseAttribute(ReadOnlySpan<byte> buffer, int at)
    {
        var name = at;
        at = NameEnd(buffer, at);
        var nameLength = at - name;
        at = PassBlanks(buffer, at);
        if (at >= buffer.Length)
        {
            return 0;
        }

        if (nameLength == 0 || buffer[at] != '=' || _count == AttributesMax)
        {
            return -1;
        }

        at = PassBlanks(buffer, at + 1);
        if (at >= buffer.Length)
        {
            return 0;
        }

        var quote = buffer[at++];
        if (quote is not ((byte)'"' or (byte)'\''))
        {
            return -1;
        }

        var length = buffer[at..].IndexOf(quote);
        if (length < 0)
        {
            return 0;
        }

        if (buffer.Slice(at, length).Contains((byte)'<'))
        {
            return -1;
        }

        _attributes[_count++] = new Attribute(name, nameLength, at, length);
        return at + length + 1;
    }

    private static int PassBlanks(ReadOnlySpan<byte> buffer, int at)
    {
        while (at < buffer.Length && buffer[at] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
        {
            at++;
        }

        return at;
    }

    private static int NameEnd(ReadOnlySpan<byte> buffer, int at)
    {
        while (at < buffer.Length && IsNamePart(buffer[at]))
        {
            at++;
        }

        return at;
    }

    private static bool IsNamePart(byte letter) =>
        (uint)((letter | 0x20) - 'a') <= 'z' - 'a' || (uint)(letter - '0') <= 9 || letter is (byte)':' or (byte)'_' or (byte)'-' or (byte)'.' or >= 0x80;

    private readonly record struct Attribute(int Name, int NameLength, int Value, int ValueLength);
}
