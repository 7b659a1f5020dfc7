namespace Gongxin.Kernel.Tabular.Workbooks.Xlsx;

/// <summary>
/// The texts that cells refer to by number. The first ones are kept in memory; what does not fit there goes to a temporary
/// file that is deleted with this object. Safe for several readers at once.
/// </summary>
internal sealed class SharedStrings : IDisposable
{
    private const int ChunkBits = 12;
    private const int ChunkLength = 1 << ChunkBits;

    // Text i is the bytes from the end of text i-1 to its own end; positions go on from memory into the file.
    private readonly List<long[]> _ends = [];
    private readonly Utf8Buffer _memory = new();
    private readonly WorkbookLimits _limits;
    private long _length;
    private SpillFile? _spill;

    private SharedStrings(WorkbookLimits limits) => _limits = limits;

    public int Count { get; private set; }

    /// <summary>True when some of the texts lie in a temporary file.</summary>
    public bool HasSpilled => _spill is not null;

    public static SharedStrings Read(XlsxPackage package, string? part, WorkbookLimits limits, TabularLimits bounds, CancellationToken ct)
    {
        var strings = new SharedStrings(limits);
        if (part is null || !package.Has(part))
        {
            return strings;
        }

        try
        {
            using var xml = package.OpenXml(part);
            strings.Fill(xml, part, bounds, ct);
            strings._spill?.Flush();
            return strings;
        }
        catch
        {
            strings.Dispose();
            throw;
        }
    }

    /// <summary>A reader of the texts, with a window of its own on those in the file.</summary>
    public Lookup OpenLookup() => new(this);

    public void Dispose() => _spill?.Dispose();

    private void Fill(XmlScanner xml, string part, TabularLimits bounds, CancellationToken ct)
    {
        var text = new Utf8Buffer();
        while (xml.Read())
        {
            if (xml.Token is not XmlToken.Start || xml.Depth != 2 || !xml.Name.SequenceEqual("si"u8))
            {
                continue;
            }

            text.Clear();
            if (!RichText.TryAppend(xml, text, bounds.CellBytesMax))
            {
                throw WorkbookFault.TooLarge(part, bounds.CellBytesMax);
            }

            if (Count == _limits.StringsMax)
            {
                throw WorkbookFault.TooLarge(part, _limits.StringsMax);
            }

            Add(text.Written);
            if ((Count & 0xFFFF) == 0)
            {
                ct.ThrowIfCancellationRequested();
            }
        }
    }

    private void Add(ReadOnlySpan<byte> text)
    {
        if (_spill is null && _memory.Length + text.Length > _limits.StringsInMemoryBytes)
        {
            _spill = new SpillFile();
        }

        if (_spill is null)
        {
            _memory.Append(text);
        }
        else
        {
            _spill.Append(text);
        }

        if ((Count & (ChunkLength - 1)) == 0)
        {
            _ends.Add(new long[ChunkLength]);
        }

        _length += text.Length;
        _ends[Count >> ChunkBits][Count & (ChunkLength - 1)] = _length;
        Count++;
    }

    private long EndOf(int index) => index < 0 ? 0 : _ends[index >> ChunkBits][index & (ChunkLength - 1)];

    /// <summary>Texts by number. Those in the file are read in blocks, because sheets refer to them in about the order they are in.</summary>
    internal sealed class Lookup(SharedStrings strings)
    {
        private const int BlockLength = 64 * 1024;

        private byte[] _block = [];
        private long _blockStart;
        private int _blockLength;

        /// <summary>The text; valid until the next call. The number must be within <see cref="Count"/>.</summary>
        public ReadOnlySpan<byte> this[int index]
        {
            get
            {
                var start = strings.EndOf(index - 1);
                var length = (int)(strings.EndOf(index) - start);
                return start < strings._memory.Length || length == 0
                    ? strings._memory[(int)Math.Min(start, strings._memory.Length), length]
                    : FromFile(start - strings._memory.Length, length);
            }
        }

        private ReadOnlySpan<byte> FromFile(long start, int length)
        {
            if (start < _blockStart || start + length > _blockStart + _blockLength)
            {
                if (_block.Length < Math.Max(BlockLength, length))
                {
                    _block = new byte[Math.Max(BlockLength, length)];
                }

                _blockStart = start;
                _blockLength = strings._spill!.Read(_block, start);
            }

            return _block.AsSpan((int)(start - _blockStart), length);
        }
    }
}
